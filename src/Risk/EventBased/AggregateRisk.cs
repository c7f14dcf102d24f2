using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// Average losses and loss curves of aggregations, made from the event loss table (calculators/post_risk.py). A
/// realization has rows only for aggregations that it has losses in; for statistics what is missing counts as 0.
/// </summary>
internal sealed class AggregateRisk(
    string lossType,
    EventRows table,
    EventTime time,
    EventSet events,
    RiskJob job,
    double[] exposed)
{
    private readonly SortedDictionary<int, List<int>>[] _rows = RowsByRealizationAndKey(table, time, events);
    private readonly IReadOnlyList<RealizationStatistic> _statistics = RealizationStatistic.Select(job.Parameters);

    /// <summary>
    /// The event loss table, with amplified losses if the job asks for them; then aggregates by realization with ratios
    /// to the exposed value, and statistics if there are several realizations.
    /// </summary>
    public IEnumerable<RiskOutput> Outputs() =>
        time.IsTooShort ? [Events()] : [Events(), .. Averages(), .. Curves(Measure.Loss)];

    /// <summary>Curves under the name of what is lost.</summary>
    public IEnumerable<RiskOutput> Curves(string measure)
    {
        var curves = new EventCurves(time, events, job);
        if (curves.Columns.Length == 0)
            return [];
        var outputs = new AggregateColumns(
            OutputKind.AggregateCurves, lossType, measure, curves.Columns, curves.ReturnPeriods, exposed);
        foreach (var (r, key, rows) in Groups())
        {
            var losses = LossesOf(rows);
            int[] positions = [.. rows.Select(row => Array.BinarySearch(events.Ids, table.EventIds[row]))];
            outputs.Add(r, key, Array.ConvertAll(curves.Columns, c => curves.At(c, r, positions, losses)));
        }
        return outputs.Outputs(time.Realizations, _statistics);
    }

    /// <summary>
    /// In this table the engine takes the years of all realizations for the return period of a loss, in all others
    /// those of its realization (export/risk.py, <c>export_event_loss_table</c>).
    /// </summary>
    private EventTable Events()
    {
        var values = (string[] measures, float[][] columns) =>
            new EventTable(OutputKind.RiskByEvent, lossType, measures, table.EventIds, table.AggregateIds, columns);
        if (job.LossAmplification is not { } amplification || time.EffectiveTimeOfAll is not { } years)
            return values([Measure.Loss, Measure.Variance], [table.Values[0], table.Values[1]]);
        var amplified = new float[table.EventIds.Length];
        foreach (var (r, _, rows) in Groups())
        {
            var losses = LossCurveByPeriod.Amplified(LossesOf(rows), time.Events[r], years, amplification);
            for (var i = 0; i < losses.Length; i++)
                amplified[rows[i]] = (float)losses[i];
        }
        return values(
            [Measure.Loss, Measure.Variance, Measure.AmplifiedLoss],
            [table.Values[0], table.Values[1], amplified]);
    }

    private IEnumerable<RiskOutput> Averages()
    {
        var amplification = time.EffectiveTime is null ? null : job.LossAmplification;
        var columns = AggregateColumn.Select(LossSample.Events, amplification is not null);
        var risk = new AggregateColumns(OutputKind.AggregateRisk, lossType, Measure.Loss, columns, null, exposed);
        foreach (var (r, key, rows) in Groups())
        {
            var losses = LossesOf(rows);
            risk.Add(r, key, Array.ConvertAll(columns, c => (double[])[Sum(c, r, losses) * time.TimeRatio[r]]));
        }
        return risk.Outputs(time.Realizations, _statistics);
    }

    private double Sum(AggregateColumn column, int realization, double[] losses) => !column.Amplified
        ? losses.Sum()
        : LossCurveByPeriod
            .Amplified(losses, time.Events[realization], time.EffectiveTime!.Value, job.LossAmplification!)
            .Sum();

    // From the float32 of the table: the engine computes all aggregates from what it has stored.
    private double[] LossesOf(List<int> rows) => [.. rows.Select(row => (double)table.Values[0][row])];

    private IEnumerable<(int Realization, int Key, List<int> Rows)> Groups() =>
        _rows.SelectMany((byKey, r) => byKey.Select(k => (r, k.Key, k.Value)));

    private static SortedDictionary<int, List<int>>[] RowsByRealizationAndKey(
        EventRows table,
        EventTime time,
        EventSet events)
    {
        // Sorted by key: outputs are in the order of agg_id.
        var byRealization = time.Realizations.Select(_ => new SortedDictionary<int, List<int>>()).ToArray();
        for (int row = 0, e = 0; row < table.EventIds.Length; row++)
        {
            // Rows are in the order of events: one pass finds both.
            while (events.Ids[e] != table.EventIds[row])
                e++;
            var byKey = byRealization[time.ByEvent[e]];
            if (!byKey.TryGetValue(table.AggregateIds[row], out var rows))
                byKey[table.AggregateIds[row]] = rows = [];
            rows.Add(row);
        }
        return byRealization;
    }
}

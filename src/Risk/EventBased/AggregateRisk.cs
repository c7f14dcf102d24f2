using Workers.Risk.Insurance;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

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

    /// <summary>
    /// The event loss table, with amplified losses if the job asks for them; then aggregates by realization with ratios
    /// to the exposed value, and statistics if there are several realizations.
    /// </summary>
    public IEnumerable<RiskOutput> Outputs()
    {
        // Amplification is by return period: scenarios have none.
        var amplification = time.EffectiveTime is null || time.IsTooShort ? null : job.LossAmplification;
        var amplified = amplification is null ? null : Amplified(amplification);
        yield return ByEvent(amplified);
        if (time.IsTooShort)
            yield break;
        foreach (var output in Averages(amplified).Concat(Curves(amplification)))
            yield return output;
    }

    private EventTable ByEvent(double[]? amplified)
    {
        List<string> measures = [Measure.Loss, Measure.Variance];
        List<float[]> values = [table.Values[0], table.Values[1]];
        if (amplified is not null)
        {
            measures.Add(Measure.AmplifiedLoss);
            values.Add(Array.ConvertAll(amplified, l => (float)l));
        }
        return new(OutputKind.RiskByEvent, lossType, measures, table.EventIds, table.AggregateIds, [.. values]);
    }

    private IEnumerable<RiskOutput> Averages(double[]? amplified)
    {
        // Averages by return period do not exist: aep and oep have none.
        AggregateColumn[] columns = amplified is null
            ? [AggregateColumn.Loss]
            : [AggregateColumn.Loss, AggregateColumn.AmplifiedLoss];
        var risk = new AggregateColumns(OutputKind.AggregateRisk, lossType, columns, null, exposed);
        foreach (var (r, key, rows) in Groups())
        {
            // From the float32 of the table: the engine computes it from what it has stored.
            double[] average = [rows.Sum(row => (double)table.Values[0][row]) * time.TimeRatio[r]];
            risk.Add(
                r,
                key,
                amplified is null ? [average] : [average, [rows.Sum(row => amplified[row]) * time.TimeRatio[r]]]);
        }
        return risk.Outputs(time.Realizations, RealizationStatistic.Of(job.Parameters));
    }

    private IEnumerable<RiskOutput> Curves(LossAmplification? amplification)
    {
        if (time.EffectiveTime is not { } years)
            return [];
        var periods = time.ReturnPeriods(job.Parameters)!;
        // With a single year the engine skips aep and oep silently (post_risk.py).
        var manyYears = events.Years?.Distinct().Take(2).Count() == 2;
        var types = job.Parameters.AggregateLossCurvesTypes;
        AggregateColumn[] columns =
            [.. AggregateColumn.Of(types, amplification is not null).Where(c => manyYears || !c.ByYear)];
        if (columns.Length == 0)
            return [];
        var curves = new AggregateColumns(OutputKind.AggregateCurves, lossType, columns, periods, exposed);
        foreach (var (r, key, rows) in Groups())
            curves.Add(r, key, Array.ConvertAll(columns, column => Curve(column, rows, time.Events[r])));
        return curves.Outputs(time.Realizations, RealizationStatistic.Of(job.Parameters));

        // Yearly losses too are padded to the number of events, not of years: so the engine does it.
        double[] Curve(AggregateColumn column, List<int> rows, int ofRealization) => LossCurveByPeriod.At(
            Losses(column, rows),
            ofRealization,
            years,
            periods,
            column == AggregateColumn.AmplifiedLoss ? amplification : null);
    }

    private double[] Losses(AggregateColumn column, List<int> rows)
    {
        var losses = rows.Select(row => (double)table.Values[0][row]);
        if (!column.ByYear)
            return [.. losses];
        var years = losses.Zip(rows).GroupBy(
            l => events.Years![Array.BinarySearch(events.Ids, table.EventIds[l.Second])],
            l => l.First);
        return [.. column == AggregateColumn.YearlySum ? years.Select(y => y.Sum()) : years.Select(y => y.Max())];
    }

    private double[] Amplified(LossAmplification amplification)
    {
        var amplified = new double[table.EventIds.Length];
        foreach (var (r, _, rows) in Groups())
        {
            var losses = LossCurveByPeriod.Amplified(
                [.. rows.Select(row => (double)table.Values[0][row])],
                time.Events[r],
                time.EffectiveTime!.Value,
                amplification);
            for (var i = 0; i < losses.Length; i++)
                amplified[rows[i]] = losses[i];
        }
        return amplified;
    }

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

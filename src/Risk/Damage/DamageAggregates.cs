using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage of aggregations and loss curves of consequences, from the event table of a loss type
/// (calculators/post_risk.py). A realization has rows only for aggregations that have events; for statistics what is
/// missing counts as 0.
/// </summary>
/// <param name="table">Rows by event and aggregation.</param>
/// <param name="measures">Damage states, then consequences.</param>
/// <param name="states">Number of damage states.</param>
/// <param name="numbers">Buildings of each aggregation.</param>
/// <param name="exposed">What can be lost: by consequence, then aggregation.</param>
internal sealed class DamageAggregates(
    EventTable table,
    IReadOnlyList<string> measures,
    int states,
    EventTime time,
    EventSet events,
    RiskJob job,
    double[] numbers,
    double[][] exposed)
{
    public IEnumerable<RiskOutput> Outputs()
    {
        if (time.IsTooShort)
            yield break;
        var averages = Averages();
        foreach (var column in RealizationColumn.Select(job.Parameters, time.Realizations))
            yield return column.Realization is { } realization
                ? OfRealization(column, realization, averages)
                : OfStatistic(column, averages);
        foreach (var curve in Curves())
            yield return curve;
    }

    private AggregateTable OfRealization(
        RealizationColumn column,
        int realization,
        Dictionary<(int Realization, int Key), double[]> averages) => Table(
            column,
            averages.Keys.Where(k => k.Realization == realization).Select(k => k.Key),
            (key, m) => averages[(realization, key)][m]);

    private AggregateTable OfStatistic(
        RealizationColumn column,
        Dictionary<(int Realization, int Key), double[]> averages)
    {
        return Table(
            column,
            averages.Keys.Select(k => k.Key).Distinct(),
            (key, m) => column.From(time.Realizations.Select((_, r) => Average(r, key, m)), time.Realizations));

        double Average(int realization, int key, int m) =>
            averages.TryGetValue((realization, key), out var values) ? values[m] : 0;
    }

    /// <summary>
    /// Damage times what an event counts. What is undamaged is the number of buildings less the average damage of an
    /// event, whatever the years: so the engine has it.
    /// </summary>
    private Dictionary<(int Realization, int Key), double[]> Averages()
    {
        var averages = new Dictionary<(int Realization, int Key), double[]>();
        for (int row = 0, e = 0; row < table.EventIds.Length; row++)
        {
            // Rows are in the order of events: one pass finds both.
            while (events.Ids[e] != table.EventIds[row])
                e++;
            var group = (time.ByEvent[e], table.AggregateIds[row]);
            if (!averages.TryGetValue(group, out var sums))
                averages[group] = sums = new double[measures.Count];
            for (var m = 1; m < measures.Count; m++)
                sums[m] += table.Values[m - 1][row];
        }
        foreach (var ((r, key), sums) in averages)
        {
            // Before the ratios are applied: the engine does not scale what is undamaged by time.
            sums[0] = numbers[key] - sums[1..states].Sum() / time.Events[r];
            for (var m = 1; m < measures.Count; m++)
                sums[m] *= time.TimeRatio[r];
        }
        return averages;
    }

    /// <summary>A table; the engine gives ratios with realizations, not with statistics.</summary>
    private AggregateTable Table(RealizationColumn column, IEnumerable<int> keys, Func<int, int, double> value)
    {
        int[] rows = [.. keys.Order()];
        var names = new List<string>();
        var values = new List<double[]>();
        for (var m = 0; m < measures.Count; m++)
        {
            names.Add(measures[m]);
            values.Add([.. rows.Select(key => value(key, m))]);
            if (m < states || column.Statistic is not null)
                continue;
            names.Add(Measure.RatioOf(measures[m]));
            values.Add([.. rows.Select((key, i) => values[^1][i] / exposed[m - states][key])]);
        }
        return new(
            OutputKind.AggregateRisk,
            table.LossType,
            column.Realization,
            column.Statistic?.Name,
            names,
            rows,
            null,
            [.. values]);
    }

    /// <summary>
    /// Loss curves: of <c>losses</c> as of any losses; of other consequences under their names in the same tables.
    /// </summary>
    private List<AggregateTable> Curves()
    {
        List<AggregateTable> curves = [];
        for (var m = states; m < measures.Count; m++)
        {
            // Consequences have no variances: a column of zeros.
            var losses = new EventRows(
                table.EventIds,
                table.AggregateIds,
                [table.Values[m - 1], new float[table.EventIds.Length]]);
            var risk = new AggregateRisk(table.LossType, losses, time, events, job, exposed[m - states]);
            var own = risk.Curves(CurveOf(measures[m])).OfType<AggregateTable>().ToList();
            curves = curves.Count == 0 ? own : [.. curves.Zip(own, Joined)];
        }
        return curves;
    }

    private static AggregateTable Joined(AggregateTable first, AggregateTable second) => first with
    {
        Measures = [.. first.Measures, .. second.Measures],
        Values = [.. first.Values, .. second.Values],
    };

    /// <summary>What the engine calls the curve of a consequence.</summary>
    private static string CurveOf(string consequence) => consequence == "losses" ? Measure.Loss : consequence;
}

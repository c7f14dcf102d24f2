using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// Rows by aggregation (and return period) of each realization, on their way to tables; and statistics of the losses.
/// </summary>
/// <param name="kind">Kind of output.</param>
/// <param name="lossType">Loss type.</param>
/// <param name="measure">What the columns are of: <c>loss</c>, or a consequence.</param>
/// <param name="columns">The columns.</param>
/// <param name="returnPeriods">Years; null if the table has none.</param>
/// <param name="exposed">What can be lost, by aggregation.</param>
internal sealed class AggregateColumns(
    string kind,
    string lossType,
    string measure,
    AggregateColumn[] columns,
    IReadOnlyList<double>? returnPeriods,
    double[] exposed)
{
    private readonly Dictionary<(int Realization, int Key), double[][]> _values = [];

    /// <summary>Adds values of an aggregation: <c>values[column][period]</c>.</summary>
    public void Add(int realization, int key, double[][] values) => _values[(realization, key)] = values;

    public IEnumerable<RiskOutput> Outputs(
        IReadOnlyList<Realization> realizations,
        IReadOnlyList<RealizationStatistic> statistics)
    {
        for (var r = 0; r < realizations.Count; r++)
            yield return Table(
                r,
                null,
                [.. _values.Keys.Where(k => k.Realization == r).Select(k => k.Key).Order()],
                (key, column, i) => _values[(r, key)][column][i]);
        // Of one realization the engine writes no statistics here.
        if (realizations.Count == 1)
            yield break;
        int[] keys = [.. _values.Keys.Select(k => k.Key).Distinct().Order()];
        double[] weights = [.. realizations.Select(r => r.Weight)];
        foreach (var statistic in statistics)
            yield return Table(null, statistic.Name, keys, (key, column, i) =>
                statistic.ComputeSingle(
                    [.. Enumerable.Range(0, weights.Length).Select(r => Value(r, key, column, i))],
                    weights));
    }

    /// <summary>A realization that an aggregation has no losses in counts as 0.</summary>
    private double Value(int realization, int key, int column, int period) =>
        _values.TryGetValue((realization, key), out var values) ? values[column][period] : 0;

    /// <summary>A table; the engine gives ratios with realizations, not with statistics.</summary>
    private AggregateTable Table(int? realization, string? statistic, int[] keys, Func<int, int, int, double> value)
    {
        var periods = Enumerable.Range(0, returnPeriods?.Count ?? 1).ToArray();
        var rows = keys.SelectMany(key => periods.Select(i => (Key: key, Period: i))).ToArray();
        var measures = new List<string>();
        var values = new List<double[]>();
        for (var c = 0; c < columns.Length; c++)
        {
            double[] losses = [.. rows.Select(row => value(row.Key, c, row.Period))];
            measures.Add(columns[c].NameOf(measure));
            values.Add(losses);
            if (statistic is not null)
                continue;
            measures.Add(columns[c].RatioOf(measure));
            values.Add([.. rows.Select((row, i) => losses[i] / exposed[row.Key])]);
        }
        return new(
            kind,
            lossType,
            realization,
            statistic,
            measures,
            [.. rows.Select(r => r.Key)],
            returnPeriods is null ? null : [.. rows.Select(r => returnPeriods[r.Period])],
            [.. values]);
    }
}

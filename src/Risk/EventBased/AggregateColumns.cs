using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Rows by aggregation (and return period) of each realization, on their way to tables: losses with their ratio to the exposed value, and
/// statistics of the losses.
/// </summary>
/// <param name="kind">Kind of output.</param>
/// <param name="lossType">Loss type.</param>
/// <param name="suffixes">One column a suffix: <c>loss</c>, <c>loss_aep</c>, …</param>
/// <param name="returnPeriods">Return periods, or null.</param>
/// <param name="exposed">Exposed value of each aggregation.</param>
internal sealed class AggregateColumns(string kind, string lossType, string[] suffixes, IReadOnlyList<double>? returnPeriods, double[] exposed)
{
    private readonly Dictionary<(int Realization, int Key), double[][]> _values = [];

    public IReadOnlyList<double>? ReturnPeriods => returnPeriods;

    /// <summary>Adds values of an aggregation: <c>values[column][period]</c>.</summary>
    public void Add(int realization, int key, double[][] values) => _values[(realization, key)] = values;

    public IEnumerable<RiskOutput> Outputs(int realizations, double[] weights, IReadOnlyList<RealizationStatistic> statistics)
    {
        for (var r = 0; r < realizations; r++)
            yield return Table(r, null, [.. _values.Keys.Where(k => k.Realization == r).Select(k => k.Key).Order()], withRatio: true,
                (key, column, i) => _values[(r, key)][column][i]);
        int[] keys = [.. _values.Keys.Select(k => k.Key).Distinct().Order()];
        foreach (var statistic in statistics)
            yield return Table(null, statistic.Name, keys, withRatio: false, (key, column, i) => statistic.Compute(
                [.. Enumerable.Range(0, realizations).Select(r => _values.TryGetValue((r, key), out var v) ? v[column][i] : 0)], weights));
    }

    private AggregateTable Table(int? realization, string? statistic, int[] keys, bool withRatio, Func<int, int, int, double> value)
    {
        var periods = returnPeriods?.Count ?? 1;
        var rows = (from key in keys from i in Enumerable.Range(0, periods) select (Key: key, Period: i)).ToArray();
        var (measures, columns) = (new List<string>(), new List<double[]>());
        for (var c = 0; c < suffixes.Length; c++)
        {
            double[] losses = [.. rows.Select(row => value(row.Key, c, row.Period))];
            measures.Add(Measure.Loss + suffixes[c]);
            columns.Add(losses);
            if (!withRatio)
                continue;
            measures.Add(Measure.Ratio + suffixes[c]);
            columns.Add([.. rows.Select((row, i) => losses[i] / exposed[row.Key])]);
        }
        return new(kind, lossType, realization, statistic, measures, [.. rows.Select(r => r.Key)],
            returnPeriods is null ? null : [.. rows.Select(r => returnPeriods[r.Period])], [.. columns]);
    }
}

using Workers.Risk.EventBased;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage and consequences of one loss type by realization and asset, summed over events. The engine sums in float32, block by block of the tasks
/// that it happens to have: its last digit depends on the machine, and what it calls undamaged on small differences of large sums.
/// </summary>
internal sealed class DamageSums(IReadOnlyList<string> measures, int states, EventTime time, float[] numbers)
{
    private readonly double[][] _sums = [.. time.Realizations.Select(_ => new double[numbers.Length * measures.Count])];

    public void Add(int realization, int asset, ReadOnlySpan<float> damage)
    {
        var sums = _sums[realization].AsSpan(asset * measures.Count, measures.Count);
        for (var m = 0; m < sums.Length; m++)
            sums[m] += damage[m];
    }

    /// <summary>
    /// Averages over the events of each realization, those without ground motion included: so what is undamaged is what the damage leaves of
    /// the number of buildings.
    /// </summary>
    public DamageTable Averages(IReadOnlyList<RealizationColumn> columns)
    {
        for (var r = 0; r < _sums.Length; r++)
            for (var a = 0; a < numbers.Length; a++)
                Average(_sums[r].AsSpan(a * measures.Count, measures.Count), numbers[a], Math.Max(1, time.Events[r]));

        var table = new DamageTable(measures, columns, numbers.Length);
        for (var c = 0; c < columns.Count; c++)
            for (var m = 0; m < measures.Count; m++)
                for (var a = 0; a < numbers.Length; a++)
                    table.Values[c][m][a] = (float)columns[c].From(_sums.Select(s => s[a * measures.Count + m]), time.Realizations);
        return table;
    }

    /// <summary>
    /// Consequences over the risk investigation time, which is what the engine gives of event based damage (export/risk.py): averages of an event
    /// times all events over the years and realizations that they stand for.
    /// </summary>
    public IEnumerable<RiskOutput> Consequences(string lossType, IReadOnlyList<RealizationColumn> columns, DamageTable averages)
    {
        var factor = time.Events.Sum() * time.Share[0] / time.Realizations.Count;
        for (var c = 0; c < columns.Count; c++)
            for (var m = states; m < measures.Count; m++)
                yield return new AssetValues(OutputKind.AverageRisk, lossType, measures[m], columns[c].Realization, columns[c].Statistic?.Name, null,
                    Array.ConvertAll(averages.Values[c][m], v => (float)(v * factor)));
    }

    private void Average(Span<double> sums, float number, int events)
    {
        var damaged = 0.0;
        for (var state = 1; state < states; state++)
            damaged += sums[state];
        sums[0] = (double)number * events - damaged;
        foreach (ref var sum in sums)
            sum /= events;
    }
}

using Workers.Risk.EventBased;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage and consequences of one loss type by asset, averaged over the events of each realization, those without
/// ground motion included: so what is undamaged is what the damage leaves of the number of buildings.
/// </summary>
internal sealed class DamageAverages
{
    private readonly IReadOnlyList<string> _measures;
    private readonly int _states;
    private readonly int _assets;
    private readonly EventTime _time;
    private readonly double[][] _averages;

    /// <param name="sums">
    /// Sums over events by realization, then <c>ordinal * measures + measure</c>; null without events.
    /// </param>
    /// <param name="measures">Damage states, then consequences.</param>
    /// <param name="states">Number of damage states.</param>
    /// <param name="time">Events of each realization.</param>
    /// <param name="numbers">Buildings of each asset.</param>
    public DamageAverages(double[]?[] sums, IReadOnlyList<string> measures, int states, EventTime time, float[] numbers)
    {
        _measures = measures;
        _states = states;
        _assets = numbers.Length;
        _time = time;
        // A realization without events has averages of 0, not of 0/0.
        _averages = [.. time.Realizations.Select((_, r) => Average(sums[r], numbers, Math.Max(1, time.Events[r])))];
    }

    /// <summary>
    /// An output for each column and measure, and the damage state with the most buildings, if that is wanted.
    /// </summary>
    public IEnumerable<RiskOutput> Outputs(string lossType, IReadOnlyList<RealizationColumn> columns, bool modal)
    {
        var table = new DamageTable(_measures, columns, _assets);
        for (var c = 0; c < columns.Count; c++)
            for (var m = 0; m < _measures.Count; m++)
                table.Values[c][m] = Values(columns[c], m, 1);
        return table.Outputs(lossType, modal ? _states : 0);
    }

    /// <summary>
    /// Consequences over the risk investigation time, which is what the engine gives of event based damage
    /// (export/risk.py): averages of an event times all events, over the years and realizations that they stand for.
    /// Where realizations are collected the engine does not divide by their number.
    /// </summary>
    public IEnumerable<RiskOutput> Risk(
        string lossType,
        IReadOnlyList<RealizationColumn> columns,
        int hazardRealizations)
    {
        // Collected, export/risk.py does not divide by their number: what TimeRatio divides is taken back.
        var realizations = _time.Collected ? hazardRealizations : 1.0 / _time.Realizations.Count;
        var factor = _time.Events.Sum() * _time.TimeRatio[0] * realizations;
        return from column in columns
               from m in Enumerable.Range(_states, _measures.Count - _states)
               select new AssetValues(
                   OutputKind.AverageRisk,
                   lossType,
                   _measures[m],
                   column.Realization,
                   column.Statistic?.Name,
                   null,
                   Values(column, m, factor));
    }

    private float[] Values(RealizationColumn column, int measure, double factor)
    {
        var values = new float[_assets];
        for (var a = 0; a < values.Length; a++)
        {
            var at = a * _measures.Count + measure;
            var byRealization = _averages.Select(averages => averages[at]);
            values[a] = (float)(factor * column.From(byRealization, _time.Realizations));
        }
        return values;
    }

    private double[] Average(double[]? sums, float[] numbers, int events)
    {
        double[] averages = sums is null ? new double[numbers.Length * _measures.Count] : [.. sums];
        for (var a = 0; a < numbers.Length; a++)
        {
            var ofAsset = averages.AsSpan(a * _measures.Count, _measures.Count);
            foreach (ref var value in ofAsset)
                value /= events;
            // The rest of the number, so that the states add up to it.
            ofAsset[0] = numbers[a];
            for (var state = 1; state < _states; state++)
                ofAsset[0] -= ofAsset[state];
        }
        return averages;
    }
}

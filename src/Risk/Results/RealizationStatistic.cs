using System.Globalization;
using Workers.Risk.Job;
using Workers.Risk.Statistics;

namespace Workers.Risk.Results;

/// <summary>A statistic over realizations (hazardlib/stats.py).</summary>
/// <param name="Name"><c>mean</c>, <c>std</c>, <c>quantile-0.5</c>, <c>max</c>.</param>
/// <param name="Compute">
/// From values and weights, one each a realization, to the statistic. The values may be reordered.
/// </param>
public sealed record RealizationStatistic(string Name, RealizationStatistic.Function Compute)
{
    private const string Deviation = "std";

    /// <summary>The signature of a statistic.</summary>
    public delegate double Function(Span<double> values, ReadOnlySpan<double> weights);

    /// <summary>The statistics that a job asks for, in the engine's order.</summary>
    public static IReadOnlyList<RealizationStatistic> Select(RiskParameters parameters)
    {
        var statistics = new List<RealizationStatistic>();
        if (parameters.Mean)
            statistics.Add(new("mean", Mean));
        if (parameters.Std)
            statistics.Add(new(Deviation, Std));
        foreach (var q in parameters.Quantiles)
            statistics.Add(new("quantile-" + Python(q), (values, weights) => Quantile(q, values, weights)));
        if (parameters.Max)
            statistics.Add(new("max", Max));
        return statistics;
    }

    /// <summary>
    /// The statistic of values that the engine keeps in float32, as it keeps the weights: what is equal there is a tie,
    /// and deviations have the rounding of float32.
    /// </summary>
    public double ComputeSingle(Span<double> values, ReadOnlySpan<double> weights)
    {
        foreach (ref var value in values)
            value = (float)value;
        return Name == Deviation ? StdSingle(values, weights) : Compute(values, weights);
    }

    /// <summary>Weighted mean.</summary>
    public static double Mean(Span<double> values, ReadOnlySpan<double> weights)
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
            weight += weights[i];
        }
        // Weights may miss 1 by a rounding: numpy.average divides by their sum.
        return sum / weight;
    }

    /// <summary>Weighted standard deviation about the weighted mean.</summary>
    public static double Std(Span<double> values, ReadOnlySpan<double> weights)
    {
        var mean = Mean(values, weights);
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += weights[i] * (mean - values[i]) * (mean - values[i]);
        // Not divided by the weights: the engine takes their sum as 1 here (hazardlib/stats.py).
        return Math.Sqrt(sum);
    }

    /// <summary>The same in float32: a deviation that is small beside the mean is mostly its rounding.</summary>
    private static double StdSingle(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        float sum = 0, weight = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += (float)values[i] * (float)weights[i];
            weight += (float)weights[i];
        }
        var mean = sum / weight;
        float squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = mean - (float)values[i];
            squares += (float)weights[i] * (difference * difference);
        }
        return MathF.Sqrt(squares);
    }

    /// <summary>Greatest value, whatever its weight.</summary>
    public static double Max(Span<double> values, ReadOnlySpan<double> weights)
    {
        var max = values[0];
        foreach (var value in values)
            max = Math.Max(max, value);
        return max;
    }

    /// <summary>
    /// Linear interpolation of <paramref name="q"/> on the cumulated weights of the sorted values, flat beyond the
    /// ends.
    /// </summary>
    public static double Quantile(double q, Span<double> values, ReadOnlySpan<double> weights)
    {
        var sorted = weights.ToArray();
        Sort(values, sorted);
        for (var i = 1; i < sorted.Length; i++)
            sorted[i] += sorted[i - 1];
        return Interpolation.At(q, sorted, values);
    }

    /// <summary>
    /// By value, then by weight, as numpy sorts records by a field: the fields that are not named break ties. NaN is
    /// last.
    /// </summary>
    private static void Sort(Span<double> values, Span<double> weights)
    {
        var records = new (double Value, double Weight)[values.Length];
        for (var i = 0; i < records.Length; i++)
            records[i] = (values[i], weights[i]);
        Array.Sort(records, Compare);
        for (var i = 0; i < records.Length; i++)
        {
            values[i] = records[i].Value;
            weights[i] = records[i].Weight;
        }
    }

    private static int Compare((double Value, double Weight) a, (double Value, double Weight) b)
    {
        var order = double.IsNaN(a.Value).CompareTo(double.IsNaN(b.Value));
        if (order == 0)
            order = a.Value.CompareTo(b.Value);
        return order != 0 ? order : a.Weight.CompareTo(b.Weight);
    }

    private static string Python(double q) =>
        q.ToString(q == Math.Floor(q) ? "0.0" : "R", CultureInfo.InvariantCulture);
}

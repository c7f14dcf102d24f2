using System.Globalization;
using Workers.Risk.Job;

namespace Workers.Risk.Statistics;

/// <summary>A statistic over realizations (hazardlib/stats.py).</summary>
/// <param name="Name"><c>mean</c>, <c>std</c>, <c>quantile-0.5</c>, <c>max</c>.</param>
/// <param name="Compute">
/// From values and weights, one each a realization, to the statistic. The values may be reordered.
/// </param>
public sealed record RealizationStatistic(string Name, RealizationStatistic.Function Compute)
{
    // numpy sorts up to 16 by insertion, which is stable; more by a sort that is not.
    private const int FewRealizations = 16;

    /// <summary>The signature of a statistic.</summary>
    public delegate double Function(Span<double> values, ReadOnlySpan<double> weights);

    /// <summary>The statistics that a job asks for, in the engine's order.</summary>
    public static IReadOnlyList<RealizationStatistic> Of(RiskParameters parameters)
    {
        var statistics = new List<RealizationStatistic>();
        if (parameters.Mean)
            statistics.Add(new("mean", Mean));
        if (parameters.Std)
            statistics.Add(new("std", Std));
        foreach (var q in parameters.Quantiles)
            statistics.Add(new("quantile-" + Python(q), (values, weights) => Quantile(q, values, weights)));
        if (parameters.Max)
            statistics.Add(new("max", Max));
        return statistics;
    }

    /// <summary>Weighted mean.</summary>
    public static double Mean(Span<double> values, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        var weight = 0.0;
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
    /// Equal values keep the order of their realizations, as in numpy where these are few; it matters if their weights
    /// differ.
    /// </summary>
    private static void Sort(Span<double> values, double[] weights)
    {
        if (values.Length > FewRealizations)
        {
            values.Sort(weights.AsSpan());
            return;
        }
        for (var i = 1; i < values.Length; i++)
            for (var j = i; j > 0 && values[j] < values[j - 1]; j--)
            {
                (values[j], values[j - 1]) = (values[j - 1], values[j]);
                (weights[j], weights[j - 1]) = (weights[j - 1], weights[j]);
            }
    }

    private static string Python(double q) =>
        q.ToString(q == Math.Floor(q) ? "0.0" : "R", CultureInfo.InvariantCulture);
}

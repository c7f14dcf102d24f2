using System.Globalization;

namespace Workers.Bench.Reporting;

/// <summary>What repeated measurements came to.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> measured)
    {
        var sorted = measured.Order().ToList();
        return new(Quantile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>Each baseline over the measurement made beside it: how many times faster ours is.</summary>
    public static Spread Ratio(IReadOnlyList<double> ours, IReadOnlyList<double> baseline) =>
        Of(ours.Zip(baseline, (mine, theirs) => theirs / mine));

    /// <summary>The greatest alone.</summary>
    public Spread Most() => new(Max, Max, Max);

    public Spread Times(double factor) => new(factor * Median, factor * Min, factor * Max);

    /// <summary>Interpolated between the two nearest.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double p)
    {
        var at = p * (sorted.Count - 1);
        var below = (int)at;
        return below + 1 == sorted.Count
            ? sorted[below]
            : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    public string Text(string unit) =>
        $"{Number(Median)} {unit}".TrimEnd() + (Min == Max ? "" : $" ({Number(Min)}-{Number(Max)})");

    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}

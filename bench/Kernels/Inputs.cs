using Workers.Risk.Fragility;
using Workers.Risk.Vulnerability;

namespace Workers.Kernels;

/// <summary>
/// What all benchmarks are fed with: 10,000 ground motion values from 0.02 to 7, in no order, and functions of ten
/// levels and four limit states.
/// </summary>
internal static class Inputs
{
    public const int Count = 10_000;

    private const double Golden = 0.6180339887498949;

    public static float[] Gmvs { get; } =
        [.. Enumerable.Range(1, Count).Select(i => (float)Math.Exp(-4 + 6 * (i * Golden % 1)))];

    public static VulnerabilityFunction Vulnerability { get; } = new()
    {
        Id = "bench",
        Imt = "PGA",
        Distribution = LossDistribution.Lognormal,
        Levels = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0],
        MeanLossRatios = [0.001, 0.01, 0.05, 0.12, 0.28, 0.42, 0.6, 0.75, 0.88, 0.97],
        Covs = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1],
    };

    public static ContinuousFragility Fragility { get; } = new()
    {
        Id = "bench",
        Imt = "PGA",
        MinLevel = FragilityFunction.Negligible,
        MaxLevel = 100,
        Means = [0.2, 0.4, 0.8, 1.4],
        Deviations = [0.1, 0.2, 0.4, 0.7],
    };

    public static double[] HazardLevels { get; } =
        [.. Enumerable.Range(0, 50).Select(i => 0.01 * Math.Pow(400, i / 49.0))];
}

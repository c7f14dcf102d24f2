using Workers.Risk.Fragility;
using Workers.Risk.Vulnerability;

namespace Workers.Bench.Kernels;

/// <summary>The inputs of bench/baselines/kernels.py, made in the same way.</summary>
internal sealed class KernelInputs(int assets, int events)
{
    /// <summary>Of one taxonomy, at each site: they share what depends on the ground motion only.</summary>
    public const int AssetsPerSite = 10;

    private const double Golden = 0.6180339887498949;

    public int Assets => assets;

    public int Sites => assets / AssetsPerSite;

    public int Events => events;

    public float[] Gmvs { get; } =
        [.. Enumerable.Range(1, assets / AssetsPerSite * events)
            .Select(i => i * Golden)
            .Select(x => (float)Math.Exp(-4 + (6 * (x - Math.Floor(x)))))];

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

    public ReadOnlySpan<float> OfSite(int site) => Gmvs.AsSpan(site * events, events);

    /// <summary>Of the assets at a site.</summary>
    public static double[] Values(int site) =>
        [.. Enumerable.Range(1000 + (site * AssetsPerSite), AssetsPerSite).Select(v => (double)v)];
}

using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Tests;

/// <summary>Small jobs and hazards made by hand.</summary>
internal static class Models
{
    public static VulnerabilityFunction Function(
        double[] levels, double[] means, double[]? covs =
            null, string id = "adobe", LossDistribution distribution = LossDistribution.Lognormal) => new()
        {
            Id = id,
            Imt = "PGA",
            Distribution = distribution,
            Levels = levels,
            MeanLossRatios = means,
            Covs = covs ?? new double[levels.Length],
        };

    public static VulnerabilityFunction Adobe(double cov = 0) =>
        Function([0.1, 0.4, 1.0], [0.05, 0.3, 0.9], [cov, cov, cov]);

    public static Asset Asset(
        string id,
        double lon,
        double lat,
        float value = 1000,
        string taxonomy = "adobe",
        string tag = "?") =>
        new() { Id = id, Lon = lon, Lat = lat, Taxonomy = taxonomy, Costs = [value], Tags = [tag] };

    public static RiskJob Job(
        string mode,
        IReadOnlyList<Asset> assets,
        RiskParameters? parameters = null,
        params VulnerabilityFunction[] functions) =>
        new(
        (parameters ?? new RiskParameters { Mode = RiskModes.Named(mode) }) with { Mode = RiskModes.Named(mode) },
        new ExposureModel([new CostType("structural", CostBasis.Aggregated, "EUR")], true, [], ["district"], assets),
        new VulnerabilityModel(new Dictionary<string, IReadOnlyDictionary<string, VulnerabilityFunction>>
        {
            ["structural"] = (functions.Length > 0 ? functions : [Adobe()]).ToDictionary(f => f.Id),
        }),
        TaxonomyMapping.Identity);

    public static SiteCollection Sites(params (double Lon, double Lat)[] points) =>
        new([.. Enumerable.Range(0, points.Length)], [.. points.Select(p => p.Lon)], [.. points.Select(p => p.Lat)]);

    /// <summary>Ground motion of a scenario: <c>gmvs[site][event]</c>.</summary>
    public static GroundMotionInput Scenario(
        SiteCollection sites,
        float[][] gmvs,
        double? investigationTime = null,
        int ses = 1,
        int[]? realizations = null,
        int[]? years = null)
    {
        var events = gmvs[0].Length;
        realizations ??= new int[events];
        var count = realizations.Max() + 1;
        return new(new GroundMotionFields(
            sites,
            ["PGA"],
            new EventSet([.. Enumerable.Range(0, events).Select(e => (long)e)], realizations, years),
            [
                .. Enumerable.Range(0, count)
                    .Select(
                        r =>
                            new Realization(r, 1.0 / count))], [[.. gmvs.SelectMany(g => g)]]), investigationTime, ses);
    }

    public static CurveInput Curves(
        SiteCollection sites,
        double[] levels,
        double[][] poes,
        double investigationTime = 50) =>
        new(
            new HazardCurves(
                investigationTime, sites, [new ImtLevels("PGA", levels)], [new Realization(0, 1)],
                [[[.. poes.SelectMany(p => p)]]]));
}

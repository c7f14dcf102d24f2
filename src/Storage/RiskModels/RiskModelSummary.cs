using Workers.Risk.Job;
using Workers.Risk.Hazard;

namespace Workers.Storage.RiskModels;

/// <summary>What the archive must know of a risk model beside its files.</summary>
/// <param name="Mode">Calculation mode.</param>
/// <param name="Description">Free text.</param>
/// <param name="Assets">Number of assets.</param>
/// <param name="LossTypes">Loss types.</param>
/// <param name="Imts">
/// What the calculation needs of the ground motion: IMTs of the functions, and probabilities of secondary perils.
/// </param>
/// <param name="AssetHazardDistance">km.</param>
/// <param name="Locations">Places of the assets, degrees; duplicates allowed.</param>
public sealed record RiskModelSummary(
    string Mode,
    string Description,
    int Assets,
    IReadOnlyList<string> LossTypes,
    IReadOnlyList<string> Imts,
    double AssetHazardDistance,
    IEnumerable<(double Lon, double Lat)> Locations)
{
    /// <summary>
    /// Summary of a job as read: canonical names of the IMTs of the functions that its taxonomies use, whatever they
    /// are for, and the secondary perils that its damage depends on.
    /// </summary>
    public static RiskModelSummary From(RiskJob job) => new(
        job.Parameters.Mode.Name,
        job.Parameters.Description,
        job.Exposure.Assets.Count,
        Together([.. job.Vulnerability.LossTypes, .. job.Fragility.LossTypes, .. job.Retrofitted?.LossTypes ?? []]),
        Together(ImtsOf(job), Imt.Canonical),
        job.Parameters.SiteDistance,
        job.Exposure.Assets.Select(a => (a.Lon, a.Lat)));

    private static string[] ImtsOf(RiskJob job) =>
    [
        .. job.UsedImts(job.Vulnerability),
        .. job.UsedImts(job.Fragility),
        .. job.Retrofitted is { } retrofitted ? job.UsedImts(retrofitted) : [],
        .. Perils(job),
    ];

    /// <summary>Only damage is simulated with secondary perils; other modes may say so in vain.</summary>
    private static IEnumerable<string> Perils(RiskJob job) =>
        job.Fragility.Imts.Count > 0 ? job.Parameters.SecondarySimulations.Keys : [];

    private static string[] Together(IReadOnlyList<string> names, Func<string, string>? canonical = null) =>
        [.. names.Select(n => canonical?.Invoke(n) ?? n).Distinct().Order(StringComparer.Ordinal)];
}

using Workers.Risk;

namespace Workers.Storage.Icebox;

/// <summary>What the archive must know of a risk model beside its files.</summary>
/// <param name="Mode">Calculation mode.</param>
/// <param name="Description">Free text.</param>
/// <param name="Assets">Number of assets.</param>
/// <param name="LossTypes">Loss types.</param>
/// <param name="Imts">IMTs that the functions need.</param>
/// <param name="AssetHazardDistance">km.</param>
/// <param name="Locations">Places of the assets, degrees; duplicates allowed.</param>
public sealed record RiskModelSummary(
    string Mode, string Description, int Assets, IReadOnlyList<string> LossTypes, IReadOnlyList<string> Imts,
    double AssetHazardDistance, IEnumerable<(double Lon, double Lat)> Locations)
{
    /// <summary>Summary of a job as read: the IMTs of all its functions, whatever they are for.</summary>
    public static RiskModelSummary Of(RiskJob job) => new(
        job.Parameters.Mode, job.Parameters.Description, job.Exposure.Assets.Count,
        Together(job.Vulnerability.LossTypes, job.Fragility.LossTypes, job.Retrofitted?.LossTypes),
        Together(job.Vulnerability.Imts, job.Fragility.Imts, job.Retrofitted?.Imts),
        job.Parameters.AssetHazardDistance, job.Exposure.Assets.Select(a => (a.Lon, a.Lat)));

    private static string[] Together(params IEnumerable<string>?[] names) =>
        [.. names.SelectMany(n => n ?? []).Distinct().Order(StringComparer.Ordinal)];
}

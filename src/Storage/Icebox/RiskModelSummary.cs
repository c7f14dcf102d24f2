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
    /// <summary>Summary of a job as read.</summary>
    public static RiskModelSummary Of(RiskJob job) => new(
        job.Parameters.Mode, job.Parameters.Description, job.Exposure.Assets.Count, job.Vulnerability.LossTypes, job.Vulnerability.Imts,
        job.Parameters.AssetHazardDistance, job.Exposure.Assets.Select(a => (a.Lon, a.Lat)));
}

using Microsoft.Extensions.DependencyInjection;
using Npgsql;
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

/// <summary>What became of a risk model that was brought to the archive.</summary>
public sealed record RiskModelAdded(string Id, bool AlreadyThere);

/// <summary>Risk models of the icebox.</summary>
public sealed class RiskModelArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>Id of a risk model: SHA-256 over its files' sorted paths and contents, hex.</summary>
    public static string IdOf(IReadOnlyDictionary<string, byte[]> files) => throw new NotImplementedException();

    /// <summary>Archives risk job files that have been read through; the same files are archived once.</summary>
    /// <param name="files">Contents by path, as job.ini refers to them.</param>
    public Task<RiskModelAdded> AddAsync(
        IReadOnlyDictionary<string, byte[]> files, RiskModelSummary summary, string? owner, CancellationToken ct = default) =>
        throw new NotImplementedException();

    /// <summary>All risk models, newest first.</summary>
    public Task<IReadOnlyList<RiskModelRow>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>A risk model.</summary>
    /// <exception cref="Risk.Input.InputException">UnknownRiskModel.</exception>
    public Task<RiskModelRow> GetAsync(string id, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Its files by path.</summary>
    /// <exception cref="Risk.Input.InputException">UnknownRiskModel.</exception>
    public Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(string id, CancellationToken ct = default) => throw new NotImplementedException();
}

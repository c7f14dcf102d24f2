using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Hazard;

namespace Workers.Storage.Icebox;

/// <summary>What became of a hazard calculation that was brought to the archive.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ContentHash">SHA-256 of its content, hex.</param>
/// <param name="AlreadyThere">True if the same content was archived before; nothing was written.</param>
public sealed record HazardAdded(Guid Id, string ContentHash, bool AlreadyThere);

/// <summary>An archived hazard calculation as a chooser shows it.</summary>
public sealed record HazardDescription(
    HazardCalculationRow Calculation, IReadOnlyList<ImtLevels> Imts, IReadOnlyList<HazardOutputName> Outputs, IReadOnlyList<Realization> Realizations);

/// <summary>Hazard calculations of the icebox.</summary>
public sealed class HazardArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>Archives a hazard calculation, whole or not at all, by binary COPY, sites along a Hilbert curve.</summary>
    /// <param name="progress">Rows of values written so far.</param>
    public Task<HazardAdded> AddAsync(
        ArchivableHazard hazard, string? owner, IProgress<long>? progress = null, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>All complete hazard calculations, newest first.</summary>
    public Task<IReadOnlyList<HazardCalculationRow>> ListAsync(CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>A hazard calculation with what there is to choose from.</summary>
    /// <exception cref="Risk.Input.InputException">UnknownHazard.</exception>
    public Task<HazardDescription> GetAsync(Guid id, CancellationToken ct = default) => throw new NotImplementedException();
}

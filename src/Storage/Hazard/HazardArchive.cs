using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;

namespace Workers.Storage.Hazard;

/// <summary>What became of a hazard calculation that was brought to the archive.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ContentHash">SHA-256 of its content, hex.</param>
/// <param name="AlreadyThere">True if the same content was archived before; nothing was written.</param>
public sealed record HazardAdded(Guid Id, string ContentHash, bool AlreadyThere);

/// <summary>An archived hazard calculation as a chooser shows it.</summary>
public sealed record HazardDescription(
    HazardCalculationRow Calculation,
    IReadOnlyList<ImtLevels> Imts,
    IReadOnlyList<HazardOutputName> Outputs,
    IReadOnlyList<Realization> Realizations);

/// <summary>Hazard calculations of the icebox.</summary>
public sealed class HazardArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>
    /// Archives a hazard calculation, whole or not at all, by binary COPY, sites along a Hilbert curve.
    /// </summary>
    /// <param name="progress">Rows of values written so far.</param>
    public async Task<HazardAdded> AddAsync(
        ArchivableHazard hazard,
        string? owner,
        IProgress<long>? progress = null,
        CancellationToken cancel = default)
    {
        var hash = HazardContentHash.Compute(hazard);
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var id = Guid.CreateVersion7();
        if (!await InsertAsync(db, id, hash, hazard, owner, cancel))
        {
            var there = await db.HazardCalculations
                .Where(h => h.ContentHash == hash)
                .Select(h => h.Id)
                .SingleAsync(cancel);
            return new HazardAdded(there, hash, true);
        }
        // One transaction for all of it: if the process dies here, nothing is left, and the next try begins anew.
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await new HazardTableWriter(connection, db.Model, id, hazard, progress).WriteAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE icebox.hazard_calculation SET complete = true WHERE id = {id}",
            cancel);
        await transaction.CommitAsync(cancel);
        return new HazardAdded(id, hash, false);
    }

    /// <summary>All complete hazard calculations, newest first.</summary>
    public async Task<IReadOnlyList<HazardCalculationRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = Open();
        return await db.HazardCalculations.AsNoTracking()
            .Where(h => h.Complete)
            .OrderByDescending(h => h.CreatedAt)
            .ToListAsync(cancel);
    }

    /// <summary>A hazard calculation with what there is to choose from.</summary>
    /// <exception cref="InputException">UnknownHazard.</exception>
    public async Task<HazardDescription> GetAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = Open();
        var calculation = await db.HazardCalculations.AsNoTracking()
            .SingleOrDefaultAsync(h => h.Id == id && h.Complete, cancel)
            ?? throw RequestErrors.UnknownHazard(id);
        var imts = await db.Imts.AsNoTracking()
            .Where(x => x.SetId == id)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        var outputs = await db.HazardOutputs.AsNoTracking()
            .Where(x => x.SetId == id)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        var realizations = await db.Realizations.AsNoTracking()
            .Where(x => x.SetId == id)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        return new HazardDescription(
            calculation,
            [.. imts.Select(x => new ImtLevels(x.Name, x.Levels))],
            [.. outputs.Select(x => new HazardOutputName(x.Name, x.Realization, x.Statistic))],
            [.. realizations.Select(x => new Realization(x.Ordinal, x.Weight, x.BranchPath))]);
    }

    /// <summary>False if the same content is there; waits for one who is just archiving it.</summary>
    private static async Task<bool> InsertAsync(
        IceboxDb db,
        Guid id,
        string hash,
        ArchivableHazard hazard,
        string? owner,
        CancellationToken cancel)
    {
        var events = hazard.GroundMotion?.Events.Count ?? 0;
        var parameters = JsonSerializer.Serialize(hazard.Parameters);
        // On a conflict it waits for the other's commit; if that rolls back, this one inserts.
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO icebox.hazard_calculation (
                id, content_hash, mode, kind, description, engine_version, investigation_time,
                ses_per_logic_tree_path, logic_tree_samples, sites, events, parameters, owner, created_at, complete)
            VALUES (
                {id}, {hash}, {hazard.Mode}, {hazard.Kind.ToString()}, {hazard.Description}, {hazard.EngineVersion},
                {hazard.InvestigationTime}, {hazard.SesPerLogicTreePath}, {hazard.LogicTreeSamples},
                {hazard.Sites.Count}, {events}, {parameters}::jsonb, {owner}, now(), false)
            ON CONFLICT (content_hash) DO NOTHING
            """,
            cancel);
        return rows == 1;
    }

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}

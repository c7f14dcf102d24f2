using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Hazard;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Tables;
using Workers.Storage.RiskModels;

namespace Workers.Storage.Import;

/// <summary>Reads complete imports for the calculator. Each payload is checked against its checksum.</summary>
public sealed class ImportReader([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>What the import holds.</summary>
    /// <exception cref="InvalidOperationException">There is no such import, or it is not complete.</exception>
    public async Task<ImportRow> DescribeAsync(Guid importId, CancellationToken cancel = default)
    {
        await using var db = Open();
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId && i.Complete, cancel)
            ?? throw new InvalidOperationException($"import {importId} is not complete in the engine database");
    }

    /// <summary>Opens an import: all but its values is read.</summary>
    /// <exception cref="InvalidOperationException">There is no such import, or it is not complete.</exception>
    public async Task<LoadedImport> OpenAsync(Guid importId, CancellationToken cancel = default)
    {
        var import = await DescribeAsync(importId, cancel);
        await using var db = Open();
        var contents = await ImportContents.ReadAsync(db, importId, cancel);
        var events = await EventsAsync(db, importId, cancel);
        return new LoadedImport(engine, import, contents, events);
    }

    /// <summary>
    /// Files of a risk model that an import brought along, by path; they are read as they are asked for.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<IReadOnlyDictionary<string, RiskModelFile>> FindRiskModelAsync(
        string modelId,
        CancellationToken cancel = default)
    {
        var files = await StoredModelFiles.FindAsync(engine, EngineDb.Schema, modelId, cancel);
        return files.Count > 0
            ? files
            : throw new InvalidOperationException($"risk model {modelId} is not in the engine database");
    }

    private static async Task<EventSet> EventsAsync(EngineDb db, Guid importId, CancellationToken cancel)
    {
        var chunks = await db.Set<HazardEventRow>().AsNoTracking()
            .Where(e => e.SetId == importId)
            .OrderBy(e => e.Chunk)
            .ToListAsync(cancel);
        return new EventSet(
            [.. chunks.SelectMany(c => c.Ids)],
            [.. chunks.SelectMany(c => c.Realizations)],
            chunks.TrueForAll(c => c.Years is not null) ? [.. chunks.SelectMany(c => c.Years!)] : null,
            chunks.TrueForAll(c => c.Ruptures is not null) ? [.. chunks.SelectMany(c => c.Ruptures!)] : null);
    }

    private EngineDb Open() => new(Database.Options<EngineDb>(Database.Engine, engine));
}

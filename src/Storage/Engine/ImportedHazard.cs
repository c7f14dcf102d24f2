using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Hazard;
using Workers.Storage.Hazard;

namespace Workers.Storage.Engine;

/// <summary>Reads a complete import for the calculator. Each payload is checked against its checksum.</summary>
public sealed class ImportedHazard([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>What the import holds.</summary>
    /// <exception cref="InvalidOperationException">There is no such import, or it is not complete.</exception>
    public async Task<ImportRow> DescribeAsync(Guid importId, CancellationToken ct = default)
    {
        await using var db = Open();
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId && i.Complete, ct)
            ?? throw new InvalidOperationException($"import {importId} is not complete in the engine database");
    }

    /// <summary>
    /// Curves of all outputs, IMTs and sites. Realizations are in the order of the outputs; a lone statistic is realization 0 with weight 1.
    /// </summary>
    /// <exception cref="InvalidDataException">A payload does not agree with its checksum, or rows are missing.</exception>
    public async Task<HazardCurves> ReadCurvesAsync(Guid importId, CancellationToken ct = default)
    {
        var import = await DescribeAsync(importId, ct);
        await using var db = Open();
        var set = await ImportedSet.ReadAsync(db, importId, ct);
        var curves = set.Outputs.Select(_ => set.Imts.Select(imt => new double[set.Sites.Count * imt.Levels.Length]).ToArray()).ToArray();
        await new ImportedValues(set, importId).ReadAsync(engine, (output, imt, site, _) =>
        {
            var levels = set.Imts[imt].Levels.Length;
            return Payload.Into(curves[output][imt].AsSpan(site * levels, levels));
        }, chunks: 1, ct);
        return new HazardCurves(
            import.InvestigationTime ?? throw new InvalidDataException("curves without an investigation time"), set.Sites,
            [.. set.Imts.Select(x => new ImtLevels(x.Name, x.Levels))], set.CurveRealizations(), curves);
    }

    /// <summary>Ground motion of all IMTs, sites and events.</summary>
    /// <exception cref="InvalidDataException">A payload does not agree with its checksum, or rows are missing.</exception>
    public async Task<GroundMotionFields> ReadGroundMotionAsync(Guid importId, CancellationToken ct = default)
    {
        await DescribeAsync(importId, ct);
        await using var db = Open();
        var set = await ImportedSet.ReadAsync(db, importId, ct);
        var events = await EventsAsync(db, importId, ct);
        var gmvs = set.Imts.Select(_ => new float[(long)set.Sites.Count * events.Count]).ToArray();
        await new ImportedValues(set, importId).ReadAsync(engine, (_, imt, site, chunk) =>
        {
            var (start, length) = Payload.Chunk(chunk, events.Count).GetOffsetAndLength(events.Count);
            return Payload.Into(gmvs[imt].AsSpan((site * events.Count) + start, length));
        }, Payload.Chunks(events.Count), ct);
        return new GroundMotionFields(set.Sites, [.. set.Imts.Select(x => x.Name)], events, set.Realizations, gmvs);
    }

    /// <summary>Files of a risk model that an import brought along, by path.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadRiskModelAsync(string modelId, CancellationToken ct = default)
    {
        await using var db = Open();
        var files = await db.RiskModelFiles.AsNoTracking().Where(f => f.ModelId == modelId).ToDictionaryAsync(f => f.Path, f => f.Content, ct);
        return files.Count > 0 ? files : throw new InvalidOperationException($"risk model {modelId} is not in the engine database");
    }

    private static async Task<EventSet> EventsAsync(EngineDb db, Guid importId, CancellationToken ct)
    {
        var chunks = await db.Set<HazardEventRow>().AsNoTracking().Where(e => e.SetId == importId).OrderBy(e => e.Chunk).ToListAsync(ct);
        return new EventSet(
            [.. chunks.SelectMany(c => c.Ids)], [.. chunks.SelectMany(c => c.Realizations)],
            chunks.TrueForAll(c => c.Years is not null) ? [.. chunks.SelectMany(c => c.Years!)] : null,
            chunks.TrueForAll(c => c.Ruptures is not null) ? [.. chunks.SelectMany(c => c.Ruptures!)] : null);
    }

    private EngineDb Open() => new(Database.Options<EngineDb>(Database.Engine, engine));
}

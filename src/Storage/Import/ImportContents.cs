using Microsoft.EntityFrameworkCore;
using Workers.Risk.Hazard;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Import;

/// <summary>Everything of an import but its values, and where each value belongs.</summary>
internal sealed record ImportContents(
    IReadOnlyList<HazardOutputRow> Outputs,
    IReadOnlyList<ImtRow> Imts,
    IReadOnlyList<Realization> Realizations,
    SiteCollection Sites)
{
    public static async Task<ImportContents> ReadAsync(EngineDb db, Guid importId, CancellationToken cancel)
    {
        var outputs = await db.HazardOutputs.AsNoTracking()
            .Where(x => x.SetId == importId)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        var imts = await db.Imts.AsNoTracking()
            .Where(x => x.SetId == importId)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        var realizations = await db.Realizations.AsNoTracking()
            .Where(x => x.SetId == importId)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        // By id, not along the curve: positions are found by binary search.
        var sites = await db.HazardSites.AsNoTracking()
            .Where(x => x.SetId == importId)
            .OrderBy(x => x.SiteId)
            .Select(x => new { x.SiteId, x.Lon, x.Lat })
            .ToListAsync(cancel);
        return new ImportContents(
            outputs,
            imts,
            [.. realizations.Select(r => new Realization(r.Ordinal, r.Weight, r.BranchPath))],
            new SiteCollection(
                [.. sites.Select(s => s.SiteId)],
                [.. sites.Select(s => s.Lon)],
                [.. sites.Select(s => s.Lat)]));
    }

    /// <summary>The realization of each output of curves.</summary>
    public IReadOnlyList<Realization> CurveRealizations() =>
        Outputs is [{ Realization: null }]
            ? [new Realization(0, 1)]
            : [.. Outputs.Select(o => Realizations.Single(r => r.Ordinal == o.Realization))];
}

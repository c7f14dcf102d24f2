using Microsoft.EntityFrameworkCore;
using Workers.Risk.Hazard;
using Workers.Risk.Results;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Fencing;

namespace Workers.Storage.Results;

/// <summary>Puts the rows of an attempt together again.</summary>
internal sealed class ResultReader(DbContext db, JobAttempt job)
{
    public async Task<RiskResults> ReadAsync(CancellationToken cancel)
    {
        var set = await db.Set<ResultSetRow>().AsNoTracking().SingleAsync(x => x.JobId == job.JobId && x.Attempt == job.Attempt, cancel);
        var assets = await db.Set<ResultAssetRow>().AsNoTracking()
            .Where(x => x.JobId == job.JobId && x.Attempt == job.Attempt).OrderBy(x => x.Ordinal).ToListAsync(cancel);
        var keys = await db.Set<ResultAggregateKeyRow>().AsNoTracking()
            .Where(x => x.JobId == job.JobId && x.Attempt == job.Attempt).OrderBy(x => x.Ordinal).ToListAsync(cancel);
        var events = await db.Set<ResultEventRow>().AsNoTracking()
            .Where(x => x.JobId == job.JobId && x.Attempt == job.Attempt).OrderBy(x => x.Chunk).ToListAsync(cancel);
        var outputs = await db.Set<ResultOutputRow>().AsNoTracking()
            .Where(x => x.JobId == job.JobId && x.Attempt == job.Attempt).OrderBy(x => x.Position).ToListAsync(cancel);

        var read = new List<RiskOutput>(outputs.Count);
        foreach (var output in outputs)
            read.Add(await ReadAsync(output, cancel));
        return new RiskResults(
            [.. assets.Select(a => new ResultAsset(a.AssetId, a.Taxonomy, a.Tags, a.Lon, a.Lat, a.SiteId, a.Number, a.Values))],
            set.TagNames, set.LossTypes,
            [.. set.Realizations.Select((ordinal, i) => new Realization(ordinal, set.Weights[i], set.BranchPaths[i]))],
            [.. keys.Select(k => new AggregateKey(k.TagNames, k.TagValues))],
            read, set.InvestigationTime, set.RiskInvestigationTime, set.Warnings)
        { Events = EventsOf(events) };
    }

    private static EventSet? EventsOf(List<ResultEventRow> blocks) => blocks.Count == 0 ? null : new EventSet(
        [.. blocks.SelectMany(b => b.Ids)], [.. blocks.SelectMany(b => b.Realizations)],
        blocks[0].Years is null ? null : [.. blocks.SelectMany(b => b.Years!)],
        blocks[0].Ruptures is null ? null : [.. blocks.SelectMany(b => b.Ruptures!)]);

    private async Task<RiskOutput> ReadAsync(ResultOutputRow o, CancellationToken cancel) => o.Shape switch
    {
        ResultShape.AssetValues => new AssetValues(o.Kind, o.LossType, o.Measures[0], o.Realization, o.Statistic, o.Poe,
            [.. (await Rows<ResultAssetValuesRow>(o).OrderBy(x => x.FirstAsset).ToListAsync(cancel)).SelectMany(x => x.Values)]),
        ResultShape.AssetCurves => Curves(o, await Rows<ResultAssetCurvesRow>(o).OrderBy(x => x.Asset).ToListAsync(cancel)),
        ResultShape.EventTable => Events(o, await Rows<ResultEventTableRow>(o).OrderBy(x => x.Chunk).ToListAsync(cancel)),
        ResultShape.AggregateTable => Aggregates(o, await Rows<ResultAggregateTableRow>(o).OrderBy(x => x.Chunk).ToListAsync(cancel)),
        _ => throw new InvalidDataException($"output {o.Position} of job {job.JobId} has a shape that this version does not know"),
    };

    private IQueryable<T> Rows<T>(ResultOutputRow output) where T : class => db.Set<T>().AsNoTracking()
        .Where(x => EF.Property<Guid>(x, "JobId") == job.JobId)
        .Where(x => EF.Property<int>(x, "Attempt") == job.Attempt && EF.Property<int>(x, "Output") == output.Position);

    private static AssetCurves Curves(ResultOutputRow o, List<ResultAssetCurvesRow> rows) =>
        new(o.Kind, o.LossType, o.Realization, o.Statistic, [.. rows.Select(x => x.Losses)], [.. rows.Select(x => x.Poes)]);

    private static EventTable Events(ResultOutputRow o, List<ResultEventTableRow> rows) => new(
        o.Kind, o.LossType, o.Measures, [.. rows.SelectMany(x => x.EventIds)], [.. rows.SelectMany(x => x.AggregateIds)],
        ByMeasure(o, rows, x => x.EventIds.Length, x => x.Values));

    private static AggregateTable Aggregates(ResultOutputRow o, List<ResultAggregateTableRow> rows) => new(
        o.Kind, o.LossType, o.Realization, o.Statistic, o.Measures, [.. rows.SelectMany(x => x.AggregateIds)],
        rows[0].ReturnPeriods is null ? null : [.. rows.SelectMany(x => x.ReturnPeriods!)],
        ByMeasure(o, rows, x => x.AggregateIds.Length, x => x.Values));

    private static TValue[][] ByMeasure<TRow, TValue>(ResultOutputRow o, List<TRow> rows, Func<TRow, int> count, Func<TRow, TValue[]> values) =>
        [.. o.Measures.Select((_, m) => rows.SelectMany(x => values(x).AsSpan(m * count(x), count(x)).ToArray()).ToArray())];
}

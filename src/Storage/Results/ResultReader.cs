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
        var set = await Rows<ResultSetRow>().SingleAsync(cancel);
        var assets = await AssetsAsync(cancel);
        var keys = await Rows<ResultAggregateKeyRow>().OrderBy(x => x.Ordinal).ToListAsync(cancel);
        var events = await Rows<ResultEventRow>().OrderBy(x => x.Chunk).ToListAsync(cancel);
        var outputs = await Rows<ResultOutputRow>().OrderBy(x => x.Position).ToListAsync(cancel);

        var read = new List<RiskOutput>(outputs.Count);
        foreach (var output in outputs)
            read.Add(await ReadAsync(output, cancel));
        return new RiskResults(
            assets,
            set.TagNames,
            set.LossTypes,
            [.. set.Realizations.Select((ordinal, i) => new Realization(ordinal, set.Weights[i], set.BranchPaths[i]))],
            [.. keys.Select(k => new AggregateKey(k.TagNames, k.TagValues))],
            read,
            set.InvestigationTime,
            set.RiskInvestigationTime,
            set.Warnings)
        {
            Events = EventsOf(events),
        };
    }

    /// <summary>Packed as they come: there may be a million of them.</summary>
    private async Task<PackedResultAssets> AssetsAsync(CancellationToken cancel)
    {
        var assets = new PackedResultAssets();
        var rows = Rows<ResultAssetRow>().OrderBy(x => x.Ordinal).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            assets.Add(AssetOf(row));
        return assets;
    }

    private static ResultAsset AssetOf(ResultAssetRow row) =>
        new(row.AssetId, row.Taxonomy, row.Tags, row.Lon, row.Lat, row.SiteId, row.Number, row.Values);

    private static EventSet? EventsOf(List<ResultEventRow> chunks)
    {
        // No row at all: the hazard has no events. A hazard with an empty event set has one row without events.
        if (chunks.Count == 0)
            return null;
        return new EventSet(
            [.. chunks.SelectMany(c => c.Ids)],
            [.. chunks.SelectMany(c => c.Realizations)],
            chunks[0].Years is null ? null : [.. chunks.SelectMany(c => c.Years!)],
            chunks[0].Ruptures is null ? null : [.. chunks.SelectMany(c => c.Ruptures!)]);
    }

    private async Task<RiskOutput> ReadAsync(ResultOutputRow o, CancellationToken cancel)
    {
        switch (o.Shape)
        {
            case ResultShape.AssetValues:
                return Values(o, await Rows<ResultAssetValuesRow>(o).OrderBy(x => x.FirstAsset).ToListAsync(cancel));
            case ResultShape.AssetCurves:
                return Curves(o, await Rows<ResultAssetCurvesRow>(o).OrderBy(x => x.Asset).ToListAsync(cancel));
            case ResultShape.EventTable:
                return Events(o, await Rows<ResultEventTableRow>(o).OrderBy(x => x.Chunk).ToListAsync(cancel));
            case ResultShape.AggregateTable:
                return Aggregates(o, await Rows<ResultAggregateTableRow>(o).OrderBy(x => x.Chunk).ToListAsync(cancel));
            default:
                throw new InvalidDataException(
                    $"output {o.Position} of job {job.JobId} has a shape that this version does not know");
        }
    }

    private IQueryable<T> Rows<T>() where T : class => db.Set<T>().AsNoTracking()
        .Where(x => EF.Property<Guid>(x, "JobId") == job.JobId)
        .Where(x => EF.Property<int>(x, "Attempt") == job.Attempt);

    private IQueryable<T> Rows<T>(ResultOutputRow output) where T : class =>
        Rows<T>().Where(x => EF.Property<int>(x, "Output") == output.Position);

    private static AssetValues Values(ResultOutputRow o, List<ResultAssetValuesRow> rows) => new(
        o.Kind,
        o.LossType,
        o.Measures[0],
        o.Realization,
        o.Statistic,
        o.Poe,
        [.. rows.SelectMany(x => x.Values)]);

    private static AssetCurves Curves(ResultOutputRow o, List<ResultAssetCurvesRow> rows) => new(
        o.Kind,
        o.LossType,
        o.Realization,
        o.Statistic,
        [.. rows.Select(x => x.Losses)],
        [.. rows.Select(x => x.Poes)]);

    private static EventTable Events(ResultOutputRow o, List<ResultEventTableRow> rows) => new(
        o.Kind,
        o.LossType,
        o.Measures,
        [.. rows.SelectMany(x => x.EventIds)],
        [.. rows.SelectMany(x => x.AggregateIds)],
        ByMeasure(o, rows, x => x.EventIds.Length, x => x.Values));

    private static AggregateTable Aggregates(ResultOutputRow o, List<ResultAggregateTableRow> rows) => new(
        o.Kind,
        o.LossType,
        o.Realization,
        o.Statistic,
        o.Measures,
        [.. rows.SelectMany(x => x.AggregateIds)],
        rows[0].ReturnPeriods is null ? null : [.. rows.SelectMany(x => x.ReturnPeriods!)],
        ByMeasure(o, rows, x => x.AggregateIds.Length, x => x.Values));

    /// <summary>Joins what each row has of each measure.</summary>
    private static TValue[][] ByMeasure<TRow, TValue>(
        ResultOutputRow o,
        List<TRow> rows,
        Func<TRow, int> count,
        Func<TRow, TValue[]> values)
    {
        var joined = new TValue[o.Measures.Length][];
        for (var m = 0; m < joined.Length; m++)
            joined[m] = [.. rows.SelectMany(row => values(row).Skip(m * count(row)).Take(count(row)))];
        return joined;
    }
}

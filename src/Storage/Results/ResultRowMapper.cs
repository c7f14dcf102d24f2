using Workers.Risk.Results;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Results;

/// <summary>Cuts the results of an attempt into rows.</summary>
internal sealed class ResultRowMapper(RiskResults results, Guid jobId, int attempt)
{
    /// <summary>Ordinal of the first asset, if these are not all.</summary>
    public int FirstAsset { get; init; }

    /// <summary>Position of the first output, if these are not all.</summary>
    public int FirstOutput { get; init; }

    public ResultSetRow Set() => new()
    {
        JobId = jobId,
        Attempt = attempt,
        TagNames = [.. results.TagNames],
        LossTypes = [.. results.LossTypes],
        Realizations = [.. results.Realizations.Select(r => r.Ordinal)],
        Weights = [.. results.Realizations.Select(r => r.Weight)],
        BranchPaths = [.. results.Realizations.Select(r => r.BranchPath)],
        InvestigationTime = results.InvestigationTime,
        RiskInvestigationTime = results.RiskInvestigationTime,
        Warnings = [.. results.Warnings],
    };

    public IEnumerable<ResultAssetRow> Assets() => results.Assets.Select((asset, i) => new ResultAssetRow
    {
        JobId = jobId,
        Attempt = attempt,
        Ordinal = FirstAsset + i,
        AssetId = asset.Id,
        Taxonomy = asset.Taxonomy,
        Tags = [.. asset.Tags],
        Lon = asset.Lon,
        Lat = asset.Lat,
        SiteId = asset.SiteId,
        Number = asset.Number,
        Values = asset.Values,
    });

    public IEnumerable<ResultAggregateKeyRow> AggregateKeys() => results.AggregateKeys.Select((key, i) => new ResultAggregateKeyRow
    { JobId = jobId, Attempt = attempt, Ordinal = i, TagNames = [.. key.TagNames], TagValues = [.. key.TagValues] });

    public IEnumerable<ResultEventRow> Events() => results.Events is not { } events ? [] :
        Blocks(events.Count, ResultTables.RowsPerBlock).Select((block, i) => new ResultEventRow
        {
            JobId = jobId,
            Attempt = attempt,
            Block = i,
            Ids = events.Ids[block],
            Realizations = events.Realizations[block],
            Years = events.Years?[block],
            Ruptures = events.Ruptures?[block],
        });

    public IEnumerable<ResultOutputRow> Outputs() => results.Outputs.Select((output, i) =>
    {
        var row = new ResultOutputRow
        {
            JobId = jobId,
            Attempt = attempt,
            Position = FirstOutput + i,
            Kind = output.Kind,
            LossType = output.LossType,
            Realization = output.Realization,
            Statistic = output.Statistic,
        };
        (row.Shape, row.Measures, row.Poe) = output switch
        {
            AssetValues x => (ResultShape.AssetValues, new[] { x.Measure }, x.Poe),
            Risk.Results.AssetCurves => (ResultShape.AssetCurves, [], null),
            EventTable x => (ResultShape.EventTable, [.. x.Measures], null),
            AggregateTable x => (ResultShape.AggregateTable, [.. x.Measures], default(double?)),
            _ => throw new ArgumentException($"there is no table for outputs of type {output.GetType().Name}"),
        };
        return row;
    });

    public IEnumerable<ResultAssetValuesRow> AssetValues() => Each<AssetValues>().SelectMany(o =>
        Blocks(o.Output.Values.Length, ResultTables.AssetsPerBlock).Select(block => new ResultAssetValuesRow
        { JobId = jobId, Attempt = attempt, Output = o.Position, FirstAsset = FirstAsset + block.Start.Value, Values = o.Output.Values[block] }));

    public IEnumerable<ResultAssetCurvesRow> AssetCurves() => Each<AssetCurves>().SelectMany(o =>
        o.Output.Losses.Select((losses, asset) => new ResultAssetCurvesRow
        { JobId = jobId, Attempt = attempt, Output = o.Position, Asset = FirstAsset + asset, Losses = losses, Poes = o.Output.Poes[asset] }));

    public IEnumerable<ResultEventTableRow> EventTables() => Each<EventTable>().SelectMany(o =>
        Blocks(o.Output.EventIds.Length, ResultTables.RowsPerBlock).Select((block, i) => new ResultEventTableRow
        {
            JobId = jobId,
            Attempt = attempt,
            Output = o.Position,
            Block = i,
            EventIds = o.Output.EventIds[block],
            AggregateIds = o.Output.AggregateIds[block],
            Values = [.. o.Output.Values.SelectMany(measure => measure[block])],
        }));

    public IEnumerable<ResultAggregateTableRow> AggregateTables() => Each<AggregateTable>().SelectMany(o =>
        Blocks(o.Output.AggregateIds.Length, ResultTables.RowsPerBlock).Select((block, i) => new ResultAggregateTableRow
        {
            JobId = jobId,
            Attempt = attempt,
            Output = o.Position,
            Block = i,
            AggregateIds = o.Output.AggregateIds[block],
            ReturnPeriods = o.Output.ReturnPeriods?[block],
            Values = [.. o.Output.Values.SelectMany(measure => measure[block])],
        }));

    private IEnumerable<(int Position, T Output)> Each<T>() where T : RiskOutput =>
        results.Outputs.Select((output, i) => (FirstOutput + i, output as T)).Where(o => o.Item2 is not null)!;

    /// <summary>At least one, so that an empty table still says whether it has return periods, and that there were no events is not to have none.</summary>
    private static IEnumerable<Range> Blocks(int count, int size)
    {
        for (var start = 0; start == 0 || start < count; start += size)
            yield return start..Math.Min(count, start + size);
    }
}

using Workers.Risk.Results;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Fencing;

namespace Workers.Storage.Results;

/// <summary>Cuts the results of an attempt into rows.</summary>
internal sealed class ResultRowMapper(RiskResults results, JobAttempt job)
{
    /// <summary>Ordinal of the first asset, if these are not all.</summary>
    public int FirstAsset { get; init; }

    /// <summary>Position of the first output, if these are not all.</summary>
    public int FirstOutput { get; init; }

    public ResultSetRow Set() => new()
    {
        JobId = job.JobId,
        Attempt = job.Attempt,
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
        JobId = job.JobId,
        Attempt = job.Attempt,
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

    public IEnumerable<ResultAggregateKeyRow> AggregateKeys() =>
        results.AggregateKeys.Select((key, i) => new ResultAggregateKeyRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Ordinal = i,
            TagNames = [.. key.TagNames],
            TagValues = [.. key.TagValues],
        });

    public IEnumerable<ResultEventRow> Events()
    {
        if (results.Events is not { } events)
            return [];
        return RowChunk.Cut(events.Count, ResultTables.RowsPerChunk).Select(chunk => new ResultEventRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Chunk = chunk.Ordinal,
            Ids = events.Ids[chunk.Rows],
            Realizations = events.Realizations[chunk.Rows],
            Years = events.Years?[chunk.Rows],
            Ruptures = events.Ruptures?[chunk.Rows],
        });
    }

    public IEnumerable<ResultOutputRow> Outputs() => results.Outputs.Select((output, i) => new ResultOutputRow
    {
        JobId = job.JobId,
        Attempt = job.Attempt,
        Position = FirstOutput + i,
        Shape = ShapeOf(output),
        Kind = output.Kind,
        LossType = output.LossType,
        Measures = MeasuresOf(output),
        Realization = output.Realization,
        Statistic = output.Statistic,
        Poe = (output as AssetValues)?.Poe,
    });

    public IEnumerable<ResultAssetValuesRow> AssetValues() =>
        // Many assets in a row: one each would take more room for its key than for its number.
        from output in Each<AssetValues>()
        from chunk in RowChunk.Cut(output.Of.Values.Length, ResultTables.AssetsPerChunk)
        select new ResultAssetValuesRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Output = output.Position,
            FirstAsset = FirstAsset + chunk.Rows.Start.Value,
            Values = output.Of.Values[chunk.Rows],
        };

    public IEnumerable<ResultAssetCurvesRow> AssetCurves() =>
        from output in Each<AssetCurves>()
        from asset in Enumerable.Range(0, output.Of.Losses.Length)
        select new ResultAssetCurvesRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Output = output.Position,
            Asset = FirstAsset + asset,
            Losses = output.Of.Losses[asset],
            Poes = output.Of.Poes[asset],
        };

    public IEnumerable<ResultEventTableRow> EventTables() =>
        from output in Each<EventTable>()
        from chunk in RowChunk.Cut(output.Of.EventIds.Length, ResultTables.RowsPerChunk)
        select new ResultEventTableRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Output = output.Position,
            Chunk = chunk.Ordinal,
            EventIds = output.Of.EventIds[chunk.Rows],
            AggregateIds = output.Of.AggregateIds[chunk.Rows],
            Values = [.. output.Of.Values.SelectMany(measure => measure[chunk.Rows])],
        };

    public IEnumerable<ResultAggregateTableRow> AggregateTables() =>
        from output in Each<AggregateTable>()
        from chunk in RowChunk.Cut(output.Of.AggregateIds.Length, ResultTables.RowsPerChunk)
        select new ResultAggregateTableRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Output = output.Position,
            Chunk = chunk.Ordinal,
            AggregateIds = output.Of.AggregateIds[chunk.Rows],
            ReturnPeriods = output.Of.ReturnPeriods?[chunk.Rows],
            Values = [.. output.Of.Values.SelectMany(measure => measure[chunk.Rows])],
        };

    private static ResultShape ShapeOf(RiskOutput output) => output switch
    {
        Risk.Results.AssetValues => ResultShape.AssetValues,
        Risk.Results.AssetCurves => ResultShape.AssetCurves,
        EventTable => ResultShape.EventTable,
        AggregateTable => ResultShape.AggregateTable,
        _ => throw new ArgumentException($"there is no table for outputs of type {output.GetType().Name}"),
    };

    private static string[] MeasuresOf(RiskOutput output) => output switch
    {
        Risk.Results.AssetValues x => [x.Measure],
        EventTable x => [.. x.Measures],
        AggregateTable x => [.. x.Measures],
        _ => [],
    };

    private IEnumerable<(int Position, T Of)> Each<T>() where T : RiskOutput
    {
        for (var i = 0; i < results.Outputs.Count; i++)
        {
            if (results.Outputs[i] is T output)
                yield return (FirstOutput + i, output);
        }
    }
}

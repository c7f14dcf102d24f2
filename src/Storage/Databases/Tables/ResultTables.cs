using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Tables;

/// <summary>How results are laid out in both databases that hold them.</summary>
public static class ResultTables
{
    /// <summary>Assets whose values lie in one row.</summary>
    public const int AssetsPerChunk = 1024;

    /// <summary>Events, or rows of an event or aggregate table, that lie in one row.</summary>
    public const int RowsPerChunk = 8192;

    /// <summary>Names of all tables of results.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
    [
        "result_set",
        "result_asset",
        "result_aggregate_key",
        "result_event",
        "result_output",
        "result_asset_values",
        "result_asset_curves",
        "result_event_table",
        "result_aggregate_table",
    ];

    internal static void MapResults(this ModelBuilder model)
    {
        Map<ResultSetRow>("result_set");
        Map<ResultAssetRow>("result_asset", nameof(ResultAssetRow.Ordinal));
        Map<ResultAggregateKeyRow>("result_aggregate_key", nameof(ResultAggregateKeyRow.Ordinal));
        Map<ResultEventRow>("result_event", nameof(ResultEventRow.Chunk));
        Map<ResultOutputRow>("result_output", nameof(ResultOutputRow.Position));
        Map<ResultAssetValuesRow>(
            "result_asset_values",
            nameof(ResultAssetValuesRow.Output),
            nameof(ResultAssetValuesRow.FirstAsset));
        Map<ResultAssetCurvesRow>(
            "result_asset_curves",
            nameof(ResultAssetCurvesRow.Output),
            nameof(ResultAssetCurvesRow.Asset));
        Map<ResultEventTableRow>(
            "result_event_table",
            nameof(ResultEventTableRow.Output),
            nameof(ResultEventTableRow.Chunk));
        Map<ResultAggregateTableRow>(
            "result_aggregate_table",
            nameof(ResultAggregateTableRow.Output),
            nameof(ResultAggregateTableRow.Chunk));
        model.Entity<ResultOutputRow>().Property(x => x.Shape).HasConversion<string>();

        void Map<T>(string table, params string[] key) where T : class
        {
            var type = model.Entity<T>().ToTable(table);
            type.HasKey(["JobId", "Attempt", .. key]);
            foreach (var part in key)
                type.Property(part).ValueGeneratedNever();
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workers.Storage.Results;

/// <summary>How results are laid out in both databases that hold them.</summary>
public static class ResultTables
{
    /// <summary>Assets whose values lie in one row.</summary>
    public const int AssetsPerBlock = 1024;

    /// <summary>Events, or rows of an event or aggregate table, that lie in one row.</summary>
    public const int RowsPerBlock = 8192;

    /// <summary>Names of all tables of results.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
    [
        "result_set", "result_asset", "result_aggregate_key", "result_event", "result_output", "result_asset_values", "result_asset_curves",
        "result_event_table", "result_aggregate_table",
    ];

    internal static void MapResults(this ModelBuilder model)
    {
        Map<ResultSetRow>("result_set");
        Map<ResultAssetRow>("result_asset", nameof(ResultAssetRow.Ordinal));
        Map<ResultAggregateKeyRow>("result_aggregate_key", nameof(ResultAggregateKeyRow.Ordinal));
        Map<ResultEventRow>("result_event", nameof(ResultEventRow.Block));
        Map<ResultOutputRow>("result_output", nameof(ResultOutputRow.Position));
        Map<ResultAssetValuesRow>("result_asset_values", nameof(ResultAssetValuesRow.Output), nameof(ResultAssetValuesRow.FirstAsset));
        Map<ResultAssetCurvesRow>("result_asset_curves", nameof(ResultAssetCurvesRow.Output), nameof(ResultAssetCurvesRow.Asset));
        Map<ResultEventTableRow>("result_event_table", nameof(ResultEventTableRow.Output), nameof(ResultEventTableRow.Block));
        Map<ResultAggregateTableRow>("result_aggregate_table", nameof(ResultAggregateTableRow.Output), nameof(ResultAggregateTableRow.Block));
        model.Entity<ResultOutputRow>().Property(x => x.Shape).HasConversion<string>();

        void Map<T>(string table, params string[] key) where T : class
        {
            var type = model.Entity<T>().ToTable(table);
            type.HasKey(["JobId", "Attempt", .. key]);
            foreach (var part in key)
                type.Property(part).ValueGeneratedNever();
        }
    }

    /// <summary>Deletes rows of all tables, e.g. <c>job_id = $1 AND attempt = $2</c>, in one round trip.</summary>
    internal static async Task DeleteAsync(NpgsqlConnection connection, string schema, string condition, CancellationToken ct, params object[] parameters)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var table in Tables)
        {
            var delete = new NpgsqlBatchCommand($"DELETE FROM {schema}.{table} WHERE {condition}");
            foreach (var value in parameters)
                delete.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(delete);
        }
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Deletes what an attempt has of some assets in the engine database.</summary>
    internal static async Task DeleteAssetsAsync(NpgsqlConnection connection, Guid jobId, int attempt, int first, int end, CancellationToken ct)
    {
        foreach (var (table, asset) in new[] { ("result_asset", "ordinal"), ("result_asset_values", "first_asset"), ("result_asset_curves", "asset") })
            await connection.ExecuteAsync($"DELETE FROM engine.{table} WHERE job_id = $1 AND attempt = $2 AND {asset} >= $3 AND {asset} < $4", ct, jobId, attempt, first, end);
    }

    /// <summary>Deletes what all results by asset of an attempt have in common in the engine database.</summary>
    internal static async Task DeleteCommonAsync(NpgsqlConnection connection, Guid jobId, int attempt, CancellationToken ct)
    {
        foreach (var table in new[] { "result_set", "result_output" })
            await connection.ExecuteAsync($"DELETE FROM engine.{table} WHERE job_id = $1 AND attempt = $2", ct, jobId, attempt);
    }

    /// <summary>Rows of all tables that an attempt has.</summary>
    internal static async Task<long> CountAsync(NpgsqlConnection connection, string schema, Guid jobId, int attempt, CancellationToken ct) =>
        (await CountEachAsync(connection, schema, jobId, attempt, ct)).Sum();

    /// <summary>Rows that an attempt has, by table.</summary>
    internal static async Task<long[]> CountEachAsync(NpgsqlConnection connection, string schema, Guid jobId, int attempt, CancellationToken ct) =>
        (await connection.ScalarAsync<long[]>(
            $"SELECT ARRAY[{string.Join(", ", Tables.Select(table => $"(SELECT count(*) FROM {schema}.{table} WHERE job_id = $1 AND attempt = $2)"))}]",
            ct, jobId, attempt))!;
}

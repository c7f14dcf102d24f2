using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Results;

/// <summary>Deletes and counts rows of results by job and attempt, in any of the databases that hold them.</summary>
internal static class StoredResults
{
    /// <summary>Deletes rows of all tables, e.g. <c>job_id = $1 AND attempt = $2</c>, in one round trip.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, string schema, string condition, CancellationToken ct, params object[] parameters)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var table in ResultTables.Tables)
        {
            var delete = new NpgsqlBatchCommand($"DELETE FROM {schema}.{table} WHERE {condition}");
            foreach (var value in parameters)
                delete.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(delete);
        }
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Deletes what an attempt has of some assets in the engine database.</summary>
    public static async Task DeleteAssetsAsync(NpgsqlConnection connection, Guid jobId, int attempt, int first, int end, CancellationToken ct)
    {
        foreach (var (table, asset) in new[] { ("result_asset", "ordinal"), ("result_asset_values", "first_asset"), ("result_asset_curves", "asset") })
            await connection.ExecuteAsync($"DELETE FROM engine.{table} WHERE job_id = $1 AND attempt = $2 AND {asset} >= $3 AND {asset} < $4", ct, jobId, attempt, first, end);
    }

    /// <summary>Deletes what all results by asset of an attempt have in common in the engine database.</summary>
    public static async Task DeleteCommonAsync(NpgsqlConnection connection, Guid jobId, int attempt, CancellationToken ct)
    {
        foreach (var table in new[] { "result_set", "result_output" })
            await connection.ExecuteAsync($"DELETE FROM engine.{table} WHERE job_id = $1 AND attempt = $2", ct, jobId, attempt);
    }

    /// <summary>Rows of all tables that an attempt has.</summary>
    public static async Task<long> CountAsync(NpgsqlConnection connection, string schema, Guid jobId, int attempt, CancellationToken ct) =>
        (await CountEachAsync(connection, schema, jobId, attempt, ct)).Sum();

    /// <summary>Rows that an attempt has, by table.</summary>
    public static async Task<long[]> CountEachAsync(NpgsqlConnection connection, string schema, Guid jobId, int attempt, CancellationToken ct) =>
        (await connection.ScalarAsync<long[]>(
            $"SELECT ARRAY[{string.Join(", ", ResultTables.Tables.Select(table => $"(SELECT count(*) FROM {schema}.{table} WHERE job_id = $1 AND attempt = $2)"))}]",
            ct, jobId, attempt))!;
}

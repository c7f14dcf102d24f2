using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Fencing;

namespace Workers.Storage.Results;

/// <summary>Deletes and counts rows of results by job and attempt, in either database that holds them.</summary>
internal static class StoredResults
{
    /// <summary>Deletes rows of all tables in one round trip.</summary>
    /// <param name="condition">On job <c>$1</c> and attempt <c>$2</c>.</param>
    public static async Task DeleteAsync(
        NpgsqlConnection connection,
        string schema,
        string condition,
        JobAttempt job,
        CancellationToken cancel)
    {
        // It takes as long as there are rows: no reason to give up half-way.
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var table in ResultTables.Tables)
        {
            var delete = new NpgsqlBatchCommand($"DELETE FROM {schema}.{table} WHERE {condition}");
            delete.Parameters.Add(new NpgsqlParameter { Value = job.JobId });
            delete.Parameters.Add(new NpgsqlParameter { Value = job.Attempt });
            batch.BatchCommands.Add(delete);
        }
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Deletes what an attempt has of some assets in the engine database.</summary>
    public static async Task DeleteAssetsAsync(
        NpgsqlConnection connection,
        JobAttempt job,
        int first,
        int end,
        CancellationToken cancel)
    {
        await DeleteAsync("result_asset", "ordinal");
        await DeleteAsync("result_asset_values", "first_asset");
        await DeleteAsync("result_asset_curves", "asset");

        Task<int> DeleteAsync(string table, string asset) => connection.ExecuteAsync(
            $"""
            DELETE FROM engine.{table}
            WHERE job_id = $1 AND attempt = $2 AND {asset} >= $3 AND {asset} < $4
            """,
            cancel,
            job.JobId,
            job.Attempt,
            first,
            end);
    }

    /// <summary>Deletes what all results by asset of an attempt have in common in the engine database.</summary>
    public static async Task DeleteCommonAsync(NpgsqlConnection connection, JobAttempt job, CancellationToken cancel)
    {
        foreach (var table in new[] { "result_set", "result_output" })
        {
            await connection.ExecuteAsync(
                $"DELETE FROM engine.{table} WHERE job_id = $1 AND attempt = $2", cancel, job.JobId, job.Attempt);
        }
    }

    /// <summary>Rows of all tables that an attempt has.</summary>
    public static async Task<long> CountAsync(
        NpgsqlConnection connection,
        string schema,
        JobAttempt job,
        CancellationToken cancel)
    {
        var counts = await CountEachAsync(connection, schema, job, cancel);
        return counts.Sum();
    }

    /// <summary>Rows that an attempt has, by table.</summary>
    public static async Task<long[]> CountEachAsync(
        NpgsqlConnection connection,
        string schema,
        JobAttempt job,
        CancellationToken cancel)
    {
        var counts = ResultTables.Tables.Select(
            table => $"(SELECT count(*) FROM {schema}.{table} WHERE job_id = $1 AND attempt = $2)");
        // One statement, and so one snapshot: all tables at the same moment.
        var sql = $"SELECT ARRAY[{string.Join(", ", counts)}]";
        return (await connection.ScalarAsync<long[]>(sql, cancel, job.JobId, job.Attempt))!;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Results;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Runs;

namespace Workers.Storage.Results;

/// <summary>Writes results into the engine database by binary COPY.</summary>
public sealed class ResultWriter([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>Floats of outputs that are gathered before they are written.</summary>
    private const long Together = 4_000_000;

    /// <summary>
    /// Writes the results of an attempt in one transaction; what an earlier try of the same attempt left is replaced, unless it is complete.
    /// Nothing is visible until <see cref="JobRuns.CompleteAsync"/> is committed by the caller.
    /// </summary>
    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(RiskResults results, Guid jobId, int attempt, CancellationToken ct = default) =>
        WriteAsync(results, results.Outputs, jobId, attempt, ct);

    /// <summary>The same with outputs that are made as they are written: each is let go before the next ones are asked for.</summary>
    public Task<long> WriteAsync(RiskResults frame, IEnumerable<RiskOutput> outputs, Guid jobId, int attempt, CancellationToken ct = default) =>
        WriteAsync(jobId, attempt, block: -1, async (connection, model) =>
        {
            await StoredResults.DeleteAsync(connection, EngineDb.Schema, "job_id = $1 AND attempt = $2", ct, jobId, attempt);
            var rows = new ResultRowMapper(frame, jobId, attempt);
            var written = await connection.CopyAsync(model, [rows.Set()], ct)
                + await connection.CopyAsync(model, rows.Assets(), ct)
                + await connection.CopyAsync(model, rows.AggregateKeys(), ct)
                + await connection.CopyAsync(model, rows.Events(), ct);
            var position = 0;
            foreach (var batch in Batches(outputs))
            {
                written += await WriteOutputsAsync(connection, model, new ResultRowMapper(frame with { Outputs = batch }, jobId, attempt) { FirstOutput = position }, ct);
                position += batch.Count;
            }
            return written;
        }, ct);

    /// <summary>Writes the results of some consecutive assets of an attempt; of the first also what all of them have in common.</summary>
    /// <param name="firstAsset">Ordinal of their first asset in the whole.</param>
    public Task<long> WriteBlockAsync(RiskResults results, int firstAsset, Guid jobId, int attempt, CancellationToken ct = default) =>
        WriteAsync(jobId, attempt, firstAsset, async (connection, model) =>
        {
            await StoredResults.DeleteAssetsAsync(connection, jobId, attempt, firstAsset, firstAsset + results.Assets.Count, ct);
            var rows = new ResultRowMapper(results, jobId, attempt) { FirstAsset = firstAsset };
            var written = await connection.CopyAsync(model, rows.Assets(), ct)
                + await connection.CopyAsync(model, rows.AssetValues(), ct)
                + await connection.CopyAsync(model, rows.AssetCurves(), ct);
            if (firstAsset > 0)
                return written;
            await StoredResults.DeleteCommonAsync(connection, jobId, attempt, ct);
            return written + await connection.CopyAsync(model, [rows.Set()], ct) + await connection.CopyAsync(model, rows.Outputs(), ct);
        }, ct);

    private async Task<long> WriteAsync(Guid jobId, int attempt, long block, Func<NpgsqlConnection, IModel, Task<long>> write, CancellationToken ct)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1::text, $2))", ct, jobId, block);
        if (await db.JobRuns.AnyAsync(run => run.JobId == jobId && run.Attempt == attempt && run.State == JobRunState.Calculated, ct))
            return await StoredResults.CountAsync(connection, EngineDb.Schema, jobId, attempt, ct);
        var written = await write(connection, db.Model);
        await transaction.CommitAsync(ct);
        return written;
    }

    private static async Task<long> WriteOutputsAsync(NpgsqlConnection connection, IModel model, ResultRowMapper rows, CancellationToken ct) =>
        await connection.CopyAsync(model, rows.Outputs(), ct)
        + await connection.CopyAsync(model, rows.AssetValues(), ct)
        + await connection.CopyAsync(model, rows.AssetCurves(), ct)
        + await connection.CopyAsync(model, rows.EventTables(), ct)
        + await connection.CopyAsync(model, rows.AggregateTables(), ct);

    /// <summary>Small outputs go together, since each round trip costs; large ones alone, since memory does.</summary>
    private static IEnumerable<List<RiskOutput>> Batches(IEnumerable<RiskOutput> outputs)
    {
        var (batch, size) = (new List<RiskOutput>(), 0L);
        foreach (var output in outputs)
        {
            batch.Add(output);
            size += output switch
            {
                AssetValues x => x.Values.Length,
                AssetCurves x => x.Losses.Sum(l => 2L * l.Length),
                EventTable x => x.EventIds.Length * (3L + x.Values.Length),
                AggregateTable x => x.AggregateIds.Length * (3L + (2 * x.Values.Length)),
                _ => 0,
            };
            if (size < Together)
                continue;
            yield return batch;
            (batch, size) = ([], 0);
        }
        yield return batch;
    }

    /// <summary>Removes the results of attempts up to this one, in the caller's transaction.</summary>
    public static Task DiscardAsync(EngineDb db, Guid jobId, int attempt, CancellationToken ct = default) =>
        StoredResults.DeleteAsync((NpgsqlConnection)db.Database.GetDbConnection(), EngineDb.Schema, "job_id = $1 AND attempt <= $2", ct, jobId, attempt);
}

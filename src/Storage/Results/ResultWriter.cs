using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Results;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Runs;

namespace Workers.Storage.Results;

/// <summary>Writes results into the engine database by binary COPY.</summary>
public sealed class ResultWriter([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>Floats of outputs that are gathered before they are written.</summary>
    private const long FloatsPerBatch = 4_000_000;

    /// <summary>Key of the lock of results that are not written by ranges of assets.</summary>
    private const long AllAssets = -1;

    /// <summary>
    /// Writes the results of an attempt in one transaction; what an earlier try of the same attempt left is replaced,
    /// unless it is complete. Nothing is visible until the caller marks the attempt complete
    /// (<c>JobRuns.CompleteAsync</c>).
    /// </summary>
    /// <returns>Rows written.</returns>
    public Task<long> WriteAsync(RiskResults results, JobAttempt job, CancellationToken cancel = default) =>
        WriteAsync(results, results.Outputs, job, cancel);

    /// <summary>
    /// The same with outputs that are made as they are written: each is let go before the next is asked for.
    /// </summary>
    public Task<long> WriteAsync(
        RiskResults frame,
        IEnumerable<RiskOutput> outputs,
        JobAttempt job,
        CancellationToken cancel = default) =>
        WriteAsync(
            job,
            AllAssets,
            (connection, model) => WriteAllAsync(connection, model, frame, outputs, job, cancel),
            cancel);

    /// <summary>
    /// Writes results of consecutive assets of an attempt; with the first also what all of them have in common.
    /// </summary>
    /// <param name="results">Results of these assets.</param>
    /// <param name="firstAsset">Ordinal of their first asset in the whole.</param>
    /// <param name="job">The attempt.</param>
    public Task<long> WriteBlockAsync(
        RiskResults results,
        int firstAsset,
        JobAttempt job,
        CancellationToken cancel = default) =>
        WriteAsync(
            job,
            firstAsset,
            (connection, model) => WriteAssetsAsync(connection, model, results, firstAsset, job, cancel),
            cancel);

    /// <summary>Removes the results of attempts up to this one, in the caller's transaction.</summary>
    public static Task DiscardAsync(EngineDb db, JobAttempt job, CancellationToken cancel = default) =>
        StoredResults.DeleteAsync(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            EngineDb.Schema,
            "job_id = $1 AND attempt <= $2",
            job,
            cancel);

    private async Task<long> WriteAsync(
        JobAttempt job,
        long lockKey,
        Func<NpgsqlConnection, IModel, Task<long>> write,
        CancellationToken cancel)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        // A message that is delivered twice has two writers: the second waits and replaces what the first wrote.
        await connection.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended($1::text, $2))", cancel, job.JobId, lockKey);
        // Results that are complete may be on their way to the icebox already: they must not change.
        if (await db.IsCalculatedAsync(job, cancel))
            return await StoredResults.CountAsync(connection, EngineDb.Schema, job, cancel);
        var written = await write(connection, db.Model);
        await transaction.CommitAsync(cancel);
        return written;
    }

    private static async Task<long> WriteAllAsync(
        NpgsqlConnection connection,
        IModel model,
        RiskResults frame,
        IEnumerable<RiskOutput> outputs,
        JobAttempt job,
        CancellationToken cancel)
    {
        await StoredResults.DeleteAsync(connection, EngineDb.Schema, "job_id = $1 AND attempt = $2", job, cancel);
        var rows = new ResultRowMapper(frame, job);
        var written = await connection.CopyAsync(model, [rows.Set()], cancel)
            + await connection.CopyAsync(model, rows.Assets(), cancel)
            + await connection.CopyAsync(model, rows.AggregateKeys(), cancel)
            + await connection.CopyAsync(model, rows.Events(), cancel);
        var position = 0;
        foreach (var batch in Batches(outputs.Select(FiniteResults.Check)))
        {
            var some = new ResultRowMapper(frame with { Outputs = batch }, job) { FirstOutput = position };
            written += await connection.CopyAsync(model, some.Outputs(), cancel)
                + await connection.CopyAsync(model, some.AssetValues(), cancel)
                + await connection.CopyAsync(model, some.AssetCurves(), cancel)
                + await connection.CopyAsync(model, some.EventTables(), cancel)
                + await connection.CopyAsync(model, some.AggregateTables(), cancel);
            position += batch.Count;
        }
        return written;
    }

    private static async Task<long> WriteAssetsAsync(
        NpgsqlConnection connection,
        IModel model,
        RiskResults results,
        int firstAsset,
        JobAttempt job,
        CancellationToken cancel)
    {
        foreach (var output in results.Outputs)
            FiniteResults.Check(output);
        var end = firstAsset + results.Assets.Count;
        await StoredResults.DeleteAssetsAsync(connection, job, firstAsset, end, cancel);
        var rows = new ResultRowMapper(results, job) { FirstAsset = firstAsset };
        var written = await connection.CopyAsync(model, rows.Assets(), cancel)
            + await connection.CopyAsync(model, rows.AssetValues(), cancel)
            + await connection.CopyAsync(model, rows.AssetCurves(), cancel);
        // What all blocks have in common is written once, with the first.
        if (firstAsset > 0)
            return written;
        await StoredResults.DeleteCommonAsync(connection, job, cancel);
        return written
            + await connection.CopyAsync(model, [rows.Set()], cancel)
            + await connection.CopyAsync(model, rows.Outputs(), cancel);
    }

    /// <summary>Small outputs go together, since each round trip costs; large ones alone, since memory does.</summary>
    private static IEnumerable<List<RiskOutput>> Batches(IEnumerable<RiskOutput> outputs)
    {
        var batch = new List<RiskOutput>();
        var floats = 0L;
        foreach (var output in outputs)
        {
            batch.Add(output);
            floats += Floats(output);
            if (floats < FloatsPerBatch)
                continue;
            yield return batch;
            batch = [];
            floats = 0;
        }
        yield return batch;
    }

    private static long Floats(RiskOutput output) => output switch
    {
        AssetValues x => x.Values.Length,
        AssetCurves x => x.Losses.Sum(l => 2L * l.Length),
        EventTable x => x.EventIds.Length * (3L + x.Values.Length),
        AggregateTable x => x.AggregateIds.Length * (3L + 2 * x.Values.Length),
        _ => 0,
    };
}

using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Engine;
using Workers.Storage.Icebox;
using Workers.Storage.Results;

namespace Workers.Storage.Transfer;

/// <summary>What the icebox holds of an attempt.</summary>
/// <param name="Rows">Rows of all result tables.</param>
/// <param name="Bytes">Bytes on the wire; 0 if all was there already.</param>
public sealed record ResultTransferred(long Rows, long Bytes);

/// <summary>Copies the results of a job from the engine database to the icebox, without parsing them.</summary>
public sealed class ResultTransfer(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox, [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Copies the latest complete results of the job (of this attempt or one before) into the icebox under this attempt, with their
    /// provenance, in one transaction. Again is harmless. Nothing is visible until <see cref="CompleteAsync"/>.
    /// </summary>
    /// <param name="progress">Rows done of rows to do.</param>
    /// <exception cref="InvalidOperationException">The engine database has no complete results of the job.</exception>
    public async Task<ResultTransferred> RunAsync(
        Guid jobId, int attempt, IProgress<TransferProgress>? progress = null, CancellationToken ct = default)
    {
        await using var from = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var to = new IceboxDb(Database.Options<IceboxDb>(Database.Icebox, icebox));
        await using var transaction = await to.Database.BeginTransactionAsync(ct);
        var target = (NpgsqlConnection)to.Database.GetDbConnection();
        await target.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))", ct, jobId);
        if (await to.RiskCalculations.AnyAsync(c => c.Id == jobId && c.Attempt == attempt && c.Complete, ct))
            return new ResultTransferred(await ResultTables.CountAsync(target, Database.Icebox, jobId, attempt, ct), 0);

        await using var snapshot = await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var run = await JobRuns.FindCalculatedAsync(from, jobId, attempt, ct);
        await DeleteAsync(target, "attempt = $2", jobId, attempt, ct);
        to.RiskCalculations.Add(await Provenance.OfAsync(from, run, attempt, ct));
        await to.SaveChangesAsync(ct);
        await target.ExecuteAsync("UPDATE icebox.risk_calculation SET created_at = now() WHERE id = $1 AND attempt = $2", ct, jobId, attempt);

        var source = (NpgsqlConnection)from.Database.GetDbConnection();
        var total = await ResultTables.CountAsync(source, Database.Engine, jobId, run.Attempt, ct);
        long bytes = 0, done = 0;
        foreach (var table in ResultTables.Tables)
        {
            bytes += await PipeAsync(from, source, target, table, run, attempt, ct);
            done += await ResultTables.CountAsync(target, Database.Icebox, table, jobId, attempt, ct);
            progress?.Report(new TransferProgress(done, total));
        }
        if (done != total)
            throw new InvalidDataException($"{done} rows of results came over where the engine database has {total}");
        await transaction.CommitAsync(ct);
        return new ResultTransferred(total, bytes);
    }

    /// <summary>Marks the risk calculation complete and removes those of other attempts, in the caller's transaction (after its fence check).</summary>
    /// <exception cref="InvalidOperationException">The attempt's results are not there.</exception>
    public static async Task CompleteAsync(IceboxDb db, Guid jobId, int attempt, CancellationToken ct = default)
    {
        if (await db.RiskCalculations.Where(c => c.Id == jobId && c.Attempt == attempt).ExecuteUpdateAsync(c => c.SetProperty(x => x.Complete, true), ct) != 1)
            throw new InvalidOperationException($"the results of attempt {attempt} of job {jobId} are not in the icebox");
        await DeleteAsync((NpgsqlConnection)db.Database.GetDbConnection(), "attempt <> $2", jobId, attempt, ct);
    }

    /// <summary>Removes what attempts up to this one have put into the icebox, in the caller's transaction.</summary>
    public static async Task DiscardAsync(IceboxDb db, Guid jobId, int attempt, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        await DeleteAsync((NpgsqlConnection)db.Database.GetDbConnection(), "attempt <= $2", jobId, attempt, ct);
        await db.Database.CloseConnectionAsync();
    }

    private static Task<long> PipeAsync(
        EngineDb from, NpgsqlConnection source, NpgsqlConnection target, string table, JobRunRow run, int attempt, CancellationToken ct)
    {
        var columns = RowCopy.ColumnsOf(from.Model.GetEntityTypes().Single(t => t.GetTableName() == table));
        var selected = columns.Select(c => c == "\"attempt\"" ? $"{attempt}::int" : c);
        return CopyPipe.PipeAsync(
            source, $"COPY (SELECT {string.Join(", ", selected)} FROM engine.{table} WHERE job_id = '{run.JobId}' AND attempt = {run.Attempt}) TO STDOUT (FORMAT BINARY)",
            target, $"COPY icebox.{table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", null, ct);
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, string attempts, Guid jobId, int attempt, CancellationToken ct)
    {
        await ResultTables.DeleteAsync(connection, Database.Icebox, $"job_id = $1 AND {attempts}", ct, jobId, attempt);
        await connection.ExecuteAsync($"DELETE FROM icebox.risk_calculation WHERE id = $1 AND {attempts}", ct, jobId, attempt);
    }
}

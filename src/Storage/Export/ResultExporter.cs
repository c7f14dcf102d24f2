using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Fencing;
using Workers.Storage.Results;

namespace Workers.Storage.Export;

/// <summary>What the icebox holds of an attempt.</summary>
/// <param name="Rows">Rows of all result tables.</param>
/// <param name="Bytes">Bytes on the wire this time: only of what was not there already.</param>
public sealed record ExportedResults(long Rows, long Bytes);

/// <summary>Copies the results of a job from the engine database to the icebox, without parsing them.</summary>
public sealed class ResultExporter(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox,
    [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// About how many bytes are copied in one transaction: what an interrupted export has to do again at most.
    /// </summary>
    public long BytesPerPart { get; init; } = 32 << 20;

    /// <summary>Most parts that are copied at once, each with a connection to either side.</summary>
    public int Streams { get; init; } = 2;

    /// <summary>
    /// Copies the latest complete results of the job (of this attempt or one before) into the icebox under this
    /// attempt, with their provenance, part by part; parts that an interrupted export finished are skipped. Nothing is
    /// visible until <see cref="CompleteAsync"/>.
    /// </summary>
    /// <param name="progress">Rows done of rows to do.</param>
    /// <exception cref="InvalidOperationException">
    /// The engine database has no complete results of the job, or the attempt was discarded meanwhile.
    /// </exception>
    /// <exception cref="InvalidDataException">What came over is not what the engine database has.</exception>
    public async Task<ExportedResults> RunAsync(
        JobAttempt job,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancel = default)
    {
        await using var from = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var to = new IceboxDb(Database.Options<IceboxDb>(Database.Icebox, icebox));
        await Task.WhenAll(from.Database.OpenConnectionAsync(cancel), to.Database.OpenConnectionAsync(cancel));
        var source = (NpgsqlConnection)from.Database.GetDbConnection();
        var target = (NpgsqlConnection)to.Database.GetDbConnection();
        var export = await new ExportLedger(to, job).OpenAsync(from, BytesPerPart, cancel);
        // A message delivered again after the commit: all is there, and the engine database may have forgotten the job.
        if (export is null)
            return new ExportedResults(await StoredResults.CountAsync(target, Database.Icebox, job, cancel), 0);

        var (run, parts) = export;
        var count = new TransferCount(parts.Sum(p => p.Rows), progress);
        await CopyAsync(parts, source, target, ResultTable.AllIn(from.Model), run, count, cancel);
        if (parts.Count > 1)
            await VerifyAsync(source, target, run, job, cancel);
        return new ExportedResults(parts.Sum(p => p.Rows), count.Copied);
    }

    private Task CopyAsync(
        List<ExportPartRow> parts,
        NpgsqlConnection source,
        NpgsqlConnection target,
        IReadOnlyDictionary<string, ResultTable> tables,
        JobRunRow run,
        TransferCount count,
        CancellationToken cancel)
    {
        var queue = new ConcurrentQueue<ExportPartRow>(parts);
        var limit = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Clamp(Streams, 1, parts.Count),
            CancellationToken = cancel,
        };
        return Parallel.ForEachAsync(Enumerable.Range(0, limit.MaxDegreeOfParallelism), limit, async (stream, stop) =>
        {
            // These connections are open already: a small export opens no more.
            if (stream == 0)
            {
                await new ExportStream(source, target, tables, run, count).RunAsync(queue, stop);
                return;
            }
            await using var from = await engine.OpenConnectionAsync(stop);
            await using var to = await icebox.OpenConnectionAsync(stop);
            await new ExportStream(from, to, tables, run, count).RunAsync(queue, stop);
        });
    }

    /// <summary>Each part was counted; this is that together they are the whole, table by table.</summary>
    private static async Task VerifyAsync(
        NpgsqlConnection source,
        NpgsqlConnection target,
        JobRunRow run,
        JobAttempt job,
        CancellationToken cancel)
    {
        var rows = await Task.WhenAll(
            StoredResults.CountEachAsync(source, Database.Engine, new(run.JobId, run.Attempt), cancel),
            StoredResults.CountEachAsync(target, Database.Icebox, job, cancel));
        for (var i = 0; i < ResultTables.Tables.Count; i++)
        {
            if (rows[0][i] != rows[1][i])
            {
                throw new InvalidDataException(
                    $"{ResultTables.Tables[i]} came over with {rows[1][i]} rows of {run.JobId} "
                    + $"where the engine database has {rows[0][i]}");
            }
        }
    }

    /// <summary>
    /// Marks the risk calculation complete and removes those of other attempts, in the caller's transaction (after its
    /// fence check).
    /// </summary>
    /// <exception cref="InvalidOperationException">The attempt's results are not there, or not all of them.</exception>
    public static async Task CompleteAsync(IceboxDb db, JobAttempt job, CancellationToken cancel = default)
    {
        var open = db.ExportParts.Where(
            p => p.JobId == job.JobId && p.Attempt == job.Attempt && p.CopiedAt == null);
        var whole = db.RiskCalculations.Where(
            c => c.Id == job.JobId && c.Attempt == job.Attempt && !open.Any());
        if (await whole.ExecuteUpdateAsync(c => c.SetProperty(x => x.Complete, true), cancel) != 1)
        {
            throw new InvalidOperationException(
                $"the results of attempt {job.Attempt} of job {job.JobId} are not in the icebox, or not all of them");
        }
        // With the same commit: a reader finds either the old results or the new ones, never two.
        if (job.Attempt > 1)
            await ExportLedger.DeleteAsync(db, "attempt <> $2", job, cancel);
    }

    /// <summary>Removes what attempts up to this one have put into the icebox, in the caller's transaction.</summary>
    public static async Task DiscardAsync(IceboxDb db, JobAttempt job, CancellationToken cancel = default)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await ExportLedger.DeleteAsync(db, "attempt <= $2", job, cancel);
        await db.Database.CloseConnectionAsync();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.Results;
using Workers.Storage.Copy;
using Workers.Storage.Engine;

namespace Workers.Storage.Results;

/// <summary>Writes results into the engine database by binary COPY.</summary>
public sealed class ResultWriter([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>
    /// Writes the results of an attempt in one transaction; what an earlier try of the same attempt left is replaced, unless it is complete.
    /// Nothing is visible until <see cref="JobRuns.CompleteAsync"/> is committed by the caller.
    /// </summary>
    /// <returns>Rows written.</returns>
    public async Task<long> WriteAsync(RiskResults results, Guid jobId, int attempt, CancellationToken ct = default)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))", ct, jobId);
        if (await db.JobRuns.AnyAsync(run => run.JobId == jobId && run.Attempt == attempt && run.State == JobRunState.Calculated, ct))
            return await ResultTables.CountAsync(connection, EngineDb.Schema, jobId, attempt, ct);
        await ResultTables.DeleteAsync(connection, EngineDb.Schema, "job_id = $1 AND attempt = $2", ct, jobId, attempt);

        var rows = new ResultRowsOf(results, jobId, attempt);
        var written = await connection.CopyAsync(db.Model, [rows.Set()], ct)
            + await connection.CopyAsync(db.Model, rows.Assets(), ct)
            + await connection.CopyAsync(db.Model, rows.AggregateKeys(), ct)
            + await connection.CopyAsync(db.Model, rows.Events(), ct)
            + await connection.CopyAsync(db.Model, rows.Outputs(), ct)
            + await connection.CopyAsync(db.Model, rows.AssetValues(), ct)
            + await connection.CopyAsync(db.Model, rows.AssetCurves(), ct)
            + await connection.CopyAsync(db.Model, rows.EventTables(), ct)
            + await connection.CopyAsync(db.Model, rows.AggregateTables(), ct);
        await transaction.CommitAsync(ct);
        return written;
    }

    /// <summary>Removes the results of attempts up to this one, in the caller's transaction.</summary>
    public static Task DiscardAsync(EngineDb db, Guid jobId, int attempt, CancellationToken ct = default) =>
        ResultTables.DeleteAsync((NpgsqlConnection)db.Database.GetDbConnection(), EngineDb.Schema, "job_id = $1 AND attempt <= $2", ct, jobId, attempt);
}

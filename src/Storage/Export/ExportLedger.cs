using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Fencing;
using Workers.Storage.Results;
using Workers.Storage.Runs;

namespace Workers.Storage.Export;

/// <summary>An export that is under way.</summary>
/// <param name="Run">Whose results it takes.</param>
/// <param name="Parts">All parts, done or not.</param>
internal sealed record ExportInProgress(JobRunRow Run, List<ExportPartRow> Parts);

/// <summary>The parts of an export in the icebox: which there are, and which are done.</summary>
internal sealed class ExportLedger(IceboxDb to, JobAttempt job)
{
    private NpgsqlConnection Icebox => (NpgsqlConnection)to.Database.GetDbConnection();

    /// <summary>
    /// Plans an export, or finds the plan that an earlier delivery made: so that all cut alike. The attempt's line in
    /// the archive is there from then on, incomplete. Its commit need not reach the disk: nothing counts before the
    /// step's last transaction, which does.
    /// </summary>
    /// <returns>Null if the attempt is complete.</returns>
    /// <exception cref="InvalidOperationException">The engine database has no complete results of the job.</exception>
    public async Task<ExportInProgress?> OpenAsync(EngineDb from, long bytesPerPart, CancellationToken cancel)
    {
        await using var transaction = await to.Database.BeginTransactionAsync(cancel);
        // The lock: a second delivery waits and finds the plan, instead of cutting the same results otherwise.
        await Icebox.ExecuteAsync(
            $"""
            SET LOCAL synchronous_commit = off;
            SELECT pg_advisory_xact_lock(hashtextextended('{job.JobId}', 0))
            """,
            cancel);
        var found = await to.RiskCalculations.AsNoTracking()
            .Where(c => c.Id == job.JobId && c.Attempt == job.Attempt)
            .Select(c => new { c.Complete })
            .SingleOrDefaultAsync(cancel);
        if (found is { Complete: true })
            return null;
        var run = await JobRuns.FindCalculatedAsync(from, job, cancel);
        if (found is not null && await PartsAsync(cancel) is { Count: > 0 } planned)
            return new ExportInProgress(run, planned);
        // Left by a version that had no plans.
        if (found is not null)
            await DeleteAsync(to, "attempt = $2", job, cancel);

        var engine = (NpgsqlConnection)from.Database.GetDbConnection();
        var plan = new ExportPlan(engine, ResultTable.AllIn(from.Model), run);
        var parts = await plan.CutAsync(job.Attempt, bytesPerPart, cancel);
        var calculation = await Provenance.OfAsync(from, run, job.Attempt, cancel);
        // The database's clock, as of all other times that are compared with it.
        calculation.CreatedAt = await Icebox.ScalarAsync<DateTime>("SELECT now()", cancel);
        to.RiskCalculations.Add(calculation);
        to.ExportParts.AddRange(parts);
        await to.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new ExportInProgress(run, parts);
    }

    private Task<List<ExportPartRow>> PartsAsync(CancellationToken cancel) =>
        to.ExportParts.AsNoTracking()
            .Where(p => p.JobId == job.JobId && p.Attempt == job.Attempt)
            .OrderBy(p => p.Part)
            .ToListAsync(cancel);

    /// <summary>
    /// Removes what attempts have put into the icebox, in the caller's transaction.
    /// </summary>
    public static async Task DeleteAsync(IceboxDb to, string attempts, JobAttempt job, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)to.Database.GetDbConnection();
        // The ledger goes first: a part that is being copied finds its line gone and is rolled back, or has committed,
        // and its rows go with the others.
        await connection.ExecuteAsync(
            $"DELETE FROM icebox.export_part WHERE job_id = $1 AND {attempts}",
            cancel,
            job.JobId,
            job.Attempt);
        await StoredResults.DeleteAsync(connection, Database.Icebox, $"job_id = $1 AND {attempts}", job, cancel);
        await connection.ExecuteAsync(
            $"DELETE FROM icebox.risk_calculation WHERE id = $1 AND {attempts}",
            cancel,
            job.JobId,
            job.Attempt);
    }
}

using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Fencing;

/// <summary>
/// Refuses late writers. A step raises the fence to its attempt when it starts, works invisibly, and in its last
/// transaction asks whether the fence is still where it left it; if not, its work is discarded.
/// </summary>
public static class Fence
{
    /// <summary>Raises the fence of a job to an attempt, in a transaction of its own unless one is open.</summary>
    /// <param name="db">Context of the engine or icebox database.</param>
    /// <returns>False if a later attempt is already at work, or this one was cancelled: do nothing.</returns>
    public static async Task<bool> RaiseAsync(DbContext db, JobAttempt job, CancellationToken cancel = default)
    {
        // Mostly it is there already, raised by an earlier message of the attempt: to see that costs no write.
        var raised = await db.Set<JobFenceRow>().AnyAsync(
            fence => fence.JobId == job.JobId && fence.Attempt == job.Attempt && !fence.Cancelled,
            cancel);
        if (raised)
            return true;
        // One statement: between a look and a write somebody else could raise the fence further.
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO messaging.job_fence AS fence (job_id, attempt, cancelled)
            VALUES ({job.JobId}, {job.Attempt}, false)
            ON CONFLICT (job_id) DO UPDATE SET
                attempt = excluded.attempt,
                cancelled = false
            WHERE fence.attempt < excluded.attempt OR (fence.attempt = excluded.attempt AND NOT fence.cancelled)
            """,
            cancel);
        return written == 1;
    }

    /// <summary>
    /// Whether the attempt may commit; holds the fence where it is until the caller's transaction ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// No transaction is open: the answer would be worth nothing.
    /// </exception>
    public static async Task<bool> HoldsAsync(DbContext db, JobAttempt job, CancellationToken cancel = default)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("a fence is checked inside the transaction that it guards");
        // FOR SHARE: whoever wants to raise the fence or to cancel waits for our commit; blocks of one job do not wait
        // for each other.
        var fence = db.Set<JobFenceRow>().FromSql(
            $"""
            SELECT *
            FROM messaging.job_fence
            WHERE job_id = {job.JobId} AND attempt = {job.Attempt} AND NOT cancelled
            FOR SHARE
            """);
        var rows = await fence.AsNoTracking().ToListAsync(cancel);
        return rows.Count == 1;
    }

    /// <summary>
    /// Whether the attempt is out: a later one is at work, or it was cancelled. Nothing is locked, so only to stop
    /// early.
    /// </summary>
    public static Task<bool> HasPassedAsync(DbContext db, JobAttempt job, CancellationToken cancel = default) =>
        db.Set<JobFenceRow>().AnyAsync(
            x => x.JobId == job.JobId && (x.Attempt > job.Attempt || (x.Attempt == job.Attempt && x.Cancelled)),
            cancel);

    /// <summary>From now on nothing of this attempt or an earlier one is accepted.</summary>
    public static Task CancelAsync(DbContext db, JobAttempt job, CancellationToken cancel = default) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO messaging.job_fence AS fence (job_id, attempt, cancelled)
            VALUES ({job.JobId}, {job.Attempt}, true)
            ON CONFLICT (job_id) DO UPDATE SET
                attempt = excluded.attempt,
                cancelled = true
            WHERE fence.attempt <= excluded.attempt
            """,
            cancel);
}

using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Hosting.Settings;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Maintenance;

/// <summary>
/// Jobs that ended longer ago than they are kept, with their timelines; what they computed stays in the icebox.
/// </summary>
internal sealed class OldJobs(JobsDb db, WorkersOptions options) : IReaper
{
    private static readonly string[] Ended = [JobState.Completed, JobState.Failed, JobState.Cancelled];

    public string What => "jobs that ended long ago";

    public Task<int> ReapAsync(CancellationToken cancel) =>
        // A row that somebody has locked is being acted on.
        db.Database.ExecuteSqlAsync(
            $"""
            WITH old AS (
                SELECT job_id
                FROM jobs.risk_job
                WHERE current_state = ANY({Ended}) AND finished_at < now() - {options.JobRetention}
                ORDER BY finished_at
                LIMIT 500
                FOR UPDATE SKIP LOCKED),
            timeline AS (DELETE FROM jobs.job_transition WHERE job_id IN (SELECT job_id FROM old))
            DELETE FROM jobs.risk_job WHERE job_id IN (SELECT job_id FROM old)
            """,
            cancel);
}

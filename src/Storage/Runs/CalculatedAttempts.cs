using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;

namespace Workers.Storage.Runs;

internal static class CalculatedAttempts
{
    /// <summary>Whether the results of an attempt are complete: then nobody may replace them.</summary>
    public static Task<bool> IsCalculatedAsync(this EngineDb db, JobAttempt job, CancellationToken cancel) =>
        db.JobRuns.AnyAsync(
            run => run.JobId == job.JobId && run.Attempt == job.Attempt && run.State == JobRunState.Calculated,
            cancel);
}

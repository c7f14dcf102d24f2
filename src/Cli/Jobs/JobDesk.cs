using Microsoft.EntityFrameworkCore;
using Workers.Cli.CommandLine;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Outbox;
using Workers.Storage.Databases.Jobs;

namespace Workers.Cli.Jobs;

/// <summary>Asks for jobs and looks at them. What it asks is committed to the outbox of the jobs database, and sent from there.</summary>
public sealed class JobDesk(IDbContextFactory<JobsDb> database, CommandOutbox outbox)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100), AdmissionLimit = TimeSpan.FromSeconds(60);

    public Task SubmitAsync(ImportHazardRequested request, CancellationToken cancel) => outbox.PublishAsync(request, cancel);

    public async Task<JobView> CancelAsync(Guid job, string? by, string? reason, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        if (before.State is JobState.Completed or JobState.Cancelled)
            throw new InputException(ErrorCode.ActionNotPossible, $"The job is {before.State}: there is nothing to cancel.", $"{job}", "a job that has not ended");
        await outbox.PublishAsync(new CancelRiskJob { JobId = job, By = by, Reason = reason }, cancel);
        return await WaitAsync(job, now => now.IsResting && now.State != before.State, AdmissionLimit, null, cancel);
    }

    public async Task<JobView> RetryAsync(Guid job, string? by, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        if (before.State is not (JobState.Failed or JobState.NeedsAttention))
            throw new InputException(ErrorCode.ActionNotPossible, $"The job is {before.State}: there is nothing to try again.", $"{job}", $"a job that is {JobState.Failed} or {JobState.NeedsAttention}");
        await outbox.PublishAsync(new RetryRiskJob { JobId = job, By = by }, cancel);
        return await WaitAsync(job, now => now.Attempt > before.Attempt, AdmissionLimit, null, cancel);
    }

    public async Task<IReadOnlyList<JobView>> ListAsync(string? state, int limit, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = db.Jobs.AsNoTracking().Where(j => state == null || j.CurrentState == state).OrderByDescending(j => j.StartedAt).Take(limit);
        return [.. (await rows.ToListAsync(cancel)).Select(row => JobView.Of(row))];
    }

    public async Task<JobView?> FindAsync(Guid job, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.CorrelationId == job, cancel);
        return row is null ? null : JobView.Of(row, await db.Transitions.AsNoTracking().Where(t => t.JobId == job).ToListAsync(cancel));
    }

    public async Task<JobView> GetAsync(Guid job, CancellationToken cancel) => await FindAsync(job, cancel)
        ?? throw new InputException(ErrorCode.UnknownJob, $"There is no job {job}.", null, "an id that workers jobs lists");

    /// <summary>Follows a job until it rests; the job may not be admitted yet.</summary>
    /// <param name="seen">Called whenever it looks.</param>
    public Task<JobView> FollowAsync(Guid job, Action<JobView>? seen, CancellationToken cancel) =>
        WaitAsync(job, now => now.IsResting, AdmissionLimit, seen, cancel);

    private async Task<JobView> WaitAsync(Guid job, Func<JobView, bool> done, TimeSpan admission, Action<JobView>? seen, CancellationToken cancel)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            var now = await FindAsync(job, cancel);
            if (now is not null) seen?.Invoke(now);
            if (now is not null && done(now)) return now;
            if (now is null && System.Diagnostics.Stopwatch.GetElapsedTime(since) > admission)
                throw new UnavailableException($"job {job} was not admitted within {admission.TotalSeconds:0} s; is the Coordinator running (workers status), or has its owner as many jobs under way as are allowed?");
            await Task.Delay(Glance, cancel);
        }
    }
}

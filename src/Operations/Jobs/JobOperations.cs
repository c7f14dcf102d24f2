using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Outbox;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Hazard;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Jobs;

/// <summary>Asks for jobs and looks at them. A request is committed to the outbox of the jobs database, and sent from there.</summary>
public sealed class JobOperations(
    IDbContextFactory<JobsDb> database,
    CommandOutbox outbox,
    HazardArchive hazard,
    RiskModelArchive models)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AdmissionTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Fails at once if hazard or risk model of a request is not in the icebox; the system checks again.</summary>
    /// <exception cref="InputException">UnknownHazard, UnknownRiskModel.</exception>
    public async Task RequireInputAsync(ImportHazardRequested request, CancellationToken cancel)
    {
        await hazard.GetAsync(request.HazardCalculationId, cancel);
        await models.GetAsync(request.RiskModelId, cancel);
    }

    /// <summary>Starts a job.</summary>
    public Task SubmitAsync(ImportHazardRequested request, CancellationToken cancel) =>
        outbox.PublishAsync(request, cancel);

    /// <summary>Cancels a job and waits until it rests.</summary>
    /// <exception cref="InputException">UnknownJob; ActionNotPossible: it has ended.</exception>
    public async Task<JobView> CancelAsync(Guid job, string? by, string? reason, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        if (before.State is JobState.Completed or JobState.Cancelled)
            throw RequestErrors.CannotCancel(job, before.State);
        await outbox.PublishAsync(new CancelRiskJob { JobId = job, By = by, Reason = reason }, cancel);
        return await WaitAsync(job, now => now.IsResting && now.State != before.State, null, cancel);
    }

    /// <summary>Tries a job again from the step that failed, and waits until the new attempt has begun.</summary>
    /// <exception cref="InputException">UnknownJob; ActionNotPossible: it did not fail.</exception>
    public async Task<JobView> RetryAsync(Guid job, string? by, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        if (before.State is not (JobState.Failed or JobState.NeedsAttention))
            throw RequestErrors.CannotRetry(job, before.State);
        await outbox.PublishAsync(new RetryRiskJob { JobId = job, By = by }, cancel);
        return await WaitAsync(job, now => now.Attempt > before.Attempt, null, cancel);
    }

    /// <summary>Jobs without their timelines, newest first.</summary>
    /// <param name="state">Only jobs in this state; null: all.</param>
    public async Task<IReadOnlyList<JobView>> ListAsync(string? state, int limit, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Jobs
            .AsNoTracking()
            .Where(j => state == null || j.CurrentState == state)
            .OrderByDescending(j => j.StartedAt)
            .Take(limit)
            .ToListAsync(cancel);
        return [.. rows.Select(row => JobView.From(row))];
    }

    /// <summary>A job with its timeline; null if there is none of this id.</summary>
    public async Task<JobView?> FindAsync(Guid job, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.CorrelationId == job, cancel);
        if (row is null) return null;
        var transitions = await db.Transitions.AsNoTracking().Where(t => t.JobId == job).ToListAsync(cancel);
        return JobView.From(row, transitions);
    }

    /// <summary>A job with its timeline.</summary>
    /// <exception cref="InputException">UnknownJob.</exception>
    public async Task<JobView> GetAsync(Guid job, CancellationToken cancel) =>
        await FindAsync(job, cancel) ?? throw RequestErrors.UnknownJob(job);

    /// <summary>Follows a job until it rests; the job may not be admitted yet.</summary>
    /// <param name="seen">Called whenever it looks.</param>
    /// <exception cref="UnavailableException">It was not admitted.</exception>
    public Task<JobView> FollowAsync(Guid job, Action<JobView>? seen, CancellationToken cancel) =>
        WaitAsync(job, now => now.IsResting, seen, cancel);

    private async Task<JobView> WaitAsync(
        Guid job,
        Func<JobView, bool> done,
        Action<JobView>? seen,
        CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = await FindAsync(job, cancel);
            if (now is not null) seen?.Invoke(now);
            if (now is not null && done(now)) return now;
            if (now is null && Stopwatch.GetElapsedTime(since) > AdmissionTimeout) throw NotAdmitted(job);
            await Task.Delay(PollInterval, cancel);
        }
    }

    private static UnavailableException NotAdmitted(Guid job) => new(
        $"job {job} was not admitted within {AdmissionTimeout.TotalSeconds:0} s; is the Coordinator running "
        + "(workers status), or has its owner as many jobs under way as are allowed?");
}

using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Outbox;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Hazard;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Jobs;

/// <summary>
/// Asks for jobs and looks at them. A request is committed to the outbox of the jobs database, and sent from there.
/// </summary>
public sealed class JobOperations(
    IDbContextFactory<JobsDb> database,
    CommandOutbox outbox,
    HazardArchive hazard,
    RiskModelArchive models)
{
    private const int ShownCandidates = 5;

    /// <summary>
    /// Fails at once if hazard or risk model of a request is not in the icebox; the system checks again.
    /// </summary>
    /// <exception cref="InputException">UnknownHazard, UnknownRiskModel.</exception>
    public async Task RequireInputAsync(ImportHazardRequested request, CancellationToken cancel)
    {
        await hazard.GetAsync(request.HazardCalculationId, cancel);
        await models.GetAsync(request.RiskModelId, cancel);
    }

    /// <summary>Starts a job.</summary>
    public Task SubmitAsync(ImportHazardRequested request, CancellationToken cancel) =>
        outbox.PublishAsync(request, cancel);

    /// <summary>Cancels a job and waits until it is; nothing if it was before.</summary>
    /// <exception cref="InputException">UnknownJob; ActionNotPossible: it completed or failed.</exception>
    /// <exception cref="UnavailableException">Nobody answered within a minute.</exception>
    public async Task<JobView> CancelAsync(Guid job, string? by, string? reason, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        // Asked for twice is done once: the answer to the first may have been lost.
        if (before.State == JobState.Cancelled) return before;
        JobActions.RequireCancellable(job, before.State);
        await outbox.PublishAsync(new CancelRiskJob { JobId = job, By = by, Reason = reason }, cancel);
        var after = await WaitFor(job).ForAnswerAsync(job, IsAnswered, cancel);
        // It may have ended by itself before it heard of it.
        JobActions.RequireCancellable(job, after.State);
        return after;

        static bool IsAnswered(JobView now) => now.IsResting && now.State != JobState.NeedsAttention;
    }

    /// <summary>Tries a job again from the step that failed, and waits until the new attempt has begun.</summary>
    /// <exception cref="InputException">UnknownJob; ActionNotPossible: it did not fail.</exception>
    /// <exception cref="UnavailableException">Nobody answered within a minute.</exception>
    public async Task<JobView> RetryAsync(Guid job, string? by, CancellationToken cancel)
    {
        var before = await GetAsync(job, cancel);
        JobActions.RequireRetryable(job, before.State);
        await outbox.PublishAsync(new RetryRiskJob { JobId = job, By = by }, cancel);
        var after = await WaitFor(job).ForAnswerAsync(job, IsAnswered, cancel);
        if (after.Attempt == before.Attempt) JobActions.RequireRetryable(job, after.State);
        return after;

        // Somebody else may have cancelled it meanwhile.
        bool IsAnswered(JobView now) => now.Attempt > before.Attempt || now.State == JobState.Cancelled;
    }

    /// <summary>Jobs without their timelines, newest first, and how many there are in all.</summary>
    /// <exception cref="InputException">RequestInvalid: a limit below 1; UnknownJob: that to go on after.</exception>
    public async Task<JobList> ListAsync(JobFilter filter, CancellationToken cancel)
    {
        if (filter.Limit < 1) throw RequestErrors.LimitBelowOne(filter.Limit);
        await using var db = await database.CreateDbContextAsync(cancel);
        var matching = filter.Apply(db.Jobs.AsNoTracking());
        var after = filter.After is { } last ? matching.After(await GetRowAsync(db, last, cancel)) : matching;
        var rows = await after.OrderByDescending(j => j.StartedAt)
            .ThenByDescending(j => j.CorrelationId)
            // One more tells whether there is another page.
            .Take(filter.Limit + 1)
            .ToListAsync(cancel);
        var page = rows.Take(filter.Limit).ToList();
        var total = await matching.CountAsync(cancel);
        return new JobList(
            [.. page.Select(row => JobView.From(row))],
            total,
            rows.Count > page.Count ? page[^1].CorrelationId : null);
    }

    /// <summary>The id of a job that people name by its beginning, or as <c>latest</c>.</summary>
    /// <exception cref="InputException">RequestInvalid, UnknownJob, AmbiguousId.</exception>
    public async Task<Guid> ResolveAsync(string text, CancellationToken cancel)
    {
        if (Guid.TryParse(text, out var whole)) return whole;
        await using var db = await database.CreateDbContextAsync(cancel);
        var isLatest = ShortIds.IsLatest(text);
        var (first, last) = isLatest ? (Guid.Empty, Guid.AllBitsSet) : ShortIds.RangeOf(text);
        var ids = await db.Jobs
            .AsNoTracking()
            .Where(j => j.CorrelationId >= first && j.CorrelationId <= last)
            .OrderByDescending(j => j.StartedAt)
            .Select(j => j.CorrelationId)
            .Take(isLatest ? 1 : ShownCandidates)
            .ToListAsync(cancel);
        return ShortIds.Choose(text, ids, _ => true, () => RequestErrors.UnknownJob(text));
    }

    private static async Task<RiskJobRow> GetRowAsync(JobsDb db, Guid job, CancellationToken cancel) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.CorrelationId == job, cancel)
        ?? throw RequestErrors.UnknownJob(job);

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
    /// <exception cref="UnavailableException">It was not admitted, or nothing was heard of it for hours.</exception>
    /// <param name="atMost">How long to wait in all; null: for as long as something is heard of it.</param>
    public Task<JobView> FollowAsync(
        Guid job,
        Action<JobView>? seen,
        CancellationToken cancel,
        TimeSpan? atMost = null) =>
        WaitFor(job).UntilItRestsAsync(job, seen, cancel, atMost);

    private JobWait WaitFor(Guid job) => new(cancel => FindAsync(job, cancel), TimeProvider.System);
}

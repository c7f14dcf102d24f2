using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Archive;

/// <summary>Jobs that used something of the archive.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Newest">The newest of them.</param>
public sealed record JobUse(int Total, IReadOnlyList<JobOfArchive> Newest);

/// <summary>A job as what it used shows it.</summary>
/// <param name="State">One of <see cref="JobState"/>.</param>
public sealed record JobOfArchive(Guid JobId, string State, DateTimeOffset StartedAt, string? Owner);

/// <summary>Finds the jobs that used a hazard calculation or a risk model.</summary>
public sealed class JobUses(IDbContextFactory<JobsDb> database)
{
    private const int Shown = 10;

    /// <summary>States in which a job needs hazard and model: it goes on, or has results to be written.</summary>
    private static readonly string[] Needing =
        [.. JobState.UnderWay, JobState.NeedsAttention, JobState.Completed];

    internal Task<JobUse> OfHazardAsync(Guid id, CancellationToken cancel) =>
        FindAsync(jobs => jobs.Where(j => j.HazardCalculationId == id), cancel);

    internal Task<JobUse> OfModelAsync(string id, CancellationToken cancel) =>
        FindAsync(jobs => jobs.Where(j => j.RiskModelId == id), cancel);

    internal Task<List<Guid>> NeedingHazardAsync(Guid id, CancellationToken cancel) =>
        FindNeedingAsync(jobs => jobs.Where(j => j.HazardCalculationId == id), cancel);

    internal Task<List<Guid>> NeedingModelAsync(string id, CancellationToken cancel) =>
        FindNeedingAsync(jobs => jobs.Where(j => j.RiskModelId == id), cancel);

    private async Task<JobUse> FindAsync(
        Func<IQueryable<RiskJobRow>, IQueryable<RiskJobRow>> ofThese,
        CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var jobs = ofThese(db.Jobs.AsNoTracking());
        var newest = await jobs.OrderByDescending(j => j.StartedAt)
            .Take(Shown)
            .Select(j => new JobOfArchive(j.CorrelationId, j.CurrentState, j.StartedAt, j.Owner))
            .ToListAsync(cancel);
        return new JobUse(newest.Count < Shown ? newest.Count : await jobs.CountAsync(cancel), newest);
    }

    private async Task<List<Guid>> FindNeedingAsync(
        Func<IQueryable<RiskJobRow>, IQueryable<RiskJobRow>> ofThese,
        CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await ofThese(db.Jobs.AsNoTracking())
            .Where(j => Needing.Contains(j.CurrentState))
            .OrderByDescending(j => j.StartedAt)
            .Select(j => j.CorrelationId)
            .ToListAsync(cancel);
    }
}

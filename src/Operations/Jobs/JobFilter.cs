using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>Which jobs to list; what is null does not matter.</summary>
public sealed record JobFilter
{
    /// <summary>One of the states.</summary>
    public string? State { get; init; }

    /// <summary>Whoever asked for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Part of the description, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>Begun then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Begun before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Beginning of the id of its hazard calculation.</summary>
    public string? Hazard { get; init; }

    /// <summary>Beginning of the id of its risk model.</summary>
    public string? Model { get; init; }

    /// <summary>Number of the error that it ended with, such as <c>W5002</c>.</summary>
    public string? Error { get; init; }

    /// <summary>The page after this job, which is the last of the page before; the newest jobs if null.</summary>
    public Guid? After { get; init; }

    /// <summary>Most jobs to list.</summary>
    public int Limit { get; init; } = 50;

    internal IQueryable<RiskJobRow> Apply(IQueryable<RiskJobRow> jobs)
    {
        if (State is { } state) jobs = jobs.Where(j => j.CurrentState == state);
        if (Owner is { } owner) jobs = jobs.Where(j => j.Owner == owner);
        if (Text is { } text)
        {
            // People look for the text as they type it: % and _ are no wildcards of theirs.
            var pattern = $"%{text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
            // Without its third argument nothing would escape: a percent sign would not be found.
            jobs = jobs.Where(j => EF.Functions.ILike(j.Description!, pattern, "\\"));
        }
        if (Since is { } since) jobs = jobs.Where(j => j.StartedAt >= since);
        if (Until is { } until) jobs = jobs.Where(j => j.StartedAt < until);
        if (Model is { } model)
        {
            var prefix = model.ToLowerInvariant();
            jobs = jobs.Where(j => j.RiskModelId.StartsWith(prefix));
        }
        if (Hazard is { } hazard)
        {
            // A UUID is no text in the database: what it begins with is a range of them.
            var (first, last) = ShortIds.RangeOf(hazard);
            jobs = jobs.Where(j => j.HazardCalculationId >= first && j.HazardCalculationId <= last);
        }
        if (Error is { } error)
        {
            // Contained in it: whatever else the error says.
            var part = JsonSerializer.Serialize(new { code = error.ToUpperInvariant() });
            jobs = jobs.Where(j => j.Error != null && EF.Functions.JsonContains(j.Error, part));
        }
        return jobs;
    }
}

/// <summary>Pages of jobs.</summary>
internal static class JobPages
{
    /// <summary>Those after a job in the order of lists: newest first, and by id where they began at once.</summary>
    public static IQueryable<RiskJobRow> After(this IQueryable<RiskJobRow> jobs, RiskJobRow last) =>
        jobs.Where(j => j.StartedAt < last.StartedAt
            || (j.StartedAt == last.StartedAt && j.CorrelationId < last.CorrelationId));
}

/// <summary>Some of the jobs that were asked for.</summary>
/// <param name="Jobs">Newest first.</param>
/// <param name="Total">How many there are in all, on all pages.</param>
/// <param name="Next">What the next page comes after; null if this is the last.</param>
public sealed record JobList(IReadOnlyList<JobView> Jobs, int Total, Guid? Next);

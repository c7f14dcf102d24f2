using System.Text.Json;
using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Cli.Jobs;

/// <summary>A job as this command shows it, to people and to scripts.</summary>
public sealed record JobView(
    Guid JobId, string State, int Attempt, string? Description, string? Owner, Guid HazardCalculationId, string RiskModelId, Guid? ImportId,
    ProgressView? Progress, JobError? Error, IReadOnlyList<string> Warnings, DateTimeOffset StartedAt, DateTimeOffset StateSince, DateTimeOffset? FinishedAt,
    IReadOnlyList<TransitionView>? Timeline)
{
    public bool IsResting => JobState.Resting.Contains(State);

    public bool IsCompleted => State == JobState.Completed;

    public static JobView Of(RiskJobRow row, IEnumerable<JobTransitionRow>? transitions = null) => new(
        row.CorrelationId, row.CurrentState, row.Attempt, row.Description, row.Owner, row.HazardCalculationId, row.RiskModelId, row.ImportId,
        row.ProgressTotal > 0 ? ProgressView.Of(row) : null,
        ErrorOf(row.Error), row.Warnings, row.StartedAt, row.StateSince, row.FinishedAt,
        transitions is null ? null : [.. transitions.OrderBy(t => t.Id).Select(t => new TransitionView(t.From, t.To, t.At, t.Attempt, t.Cause, t.Seconds, ErrorOf(t.Error)))]);

    private static JobError? ErrorOf(string? json) => json is null ? null : JsonSerializer.Deserialize<JobError>(json, JsonSerializerOptions.Web);
}

/// <summary>How far a step is, in its own unit, and how long the rest will take if it goes on as it did so far; null if nothing is done yet.</summary>
public sealed record ProgressView(string Step, long Done, long Total, double? SecondsLeft)
{
    public static ProgressView Of(RiskJobRow row) => new(row.ProgressStep ?? row.CurrentState, row.ProgressDone, row.ProgressTotal,
        row.ProgressDone > 0 && row.LastSignOfLife is { } sign
            ? Math.Round((sign - row.StateSince).TotalSeconds * (row.ProgressTotal - row.ProgressDone) / row.ProgressDone, 1) : null);
}

/// <summary>One step of the timeline; <paramref name="Seconds"/> were spent in <paramref name="From"/>.</summary>
public sealed record TransitionView(string From, string To, DateTimeOffset At, int Attempt, string Cause, double? Seconds, JobError? Error);

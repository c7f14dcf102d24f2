using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>One step of a job's timeline.</summary>
/// <param name="Cause">The message or action that caused it.</param>
/// <param name="Seconds">Spent in <paramref name="From"/>.</param>
public sealed record TransitionView(
    string From,
    string To,
    DateTimeOffset At,
    int Attempt,
    string Cause,
    double? Seconds,
    JobError? Error)
{
    internal static TransitionView FromRow(JobTransitionRow row) =>
        new(row.From, row.To, row.At, row.Attempt, row.Cause, row.Seconds, JobView.ErrorFrom(row.Error));
}

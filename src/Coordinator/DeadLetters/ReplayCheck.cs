using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Whether a letter can still do anything.</summary>
internal static class ReplayCheck
{
    /// <summary>Why a letter is not sent; null if it is.</summary>
    /// <param name="job">The job that it is about; null if there is none.</param>
    public static string? WhyNot(LetterRow letter, RiskJobRow? job)
    {
        if (letter.State != LetterState.Open)
            return letter.StateReason is { } reason ? $"it is {letter.State}: {reason}" : $"it is {letter.State}";
        if (letter.SourceQueue.Length == 0)
            return "nothing says which queue it died in";
        return letter.HoldsJob && job is not null ? WhyNotFor(letter, job) : null;
    }

    private static string? WhyNotFor(LetterRow letter, RiskJobRow job)
    {
        if (letter.Attempt is { } attempt && attempt != job.Attempt)
            return $"attempt {attempt} is over: the job is at attempt {job.Attempt}";
        if (job.CurrentState is JobState.Completed or JobState.Failed or JobState.Cancelled)
            return $"the job is {job.CurrentState}";
        return JobSteps.Current(job)?.WaitsFor(letter.SourceQueue, letter.MessageType) == true
            ? null
            : $"the job has moved on to {job.CurrentState}";
    }
}

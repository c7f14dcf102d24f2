using Workers.Contracts;
using Workers.Errors;

namespace Workers.Operations.Jobs;

/// <summary>What may be done to a job in a state: the rules of the saga, so that a refusal comes at once.</summary>
public static class JobActions
{
    /// <summary>Nothing if a job can be cancelled, or is cancelled already.</summary>
    /// <exception cref="InputException">ActionNotPossible: it completed or failed.</exception>
    public static void RequireCancellable(Guid job, string state)
    {
        if (state is JobState.Completed or JobState.Failed) throw RequestErrors.CannotCancel(job, state);
    }

    /// <summary>Nothing if a job can be tried again.</summary>
    /// <exception cref="InputException">ActionNotPossible: it did not fail.</exception>
    public static void RequireRetryable(Guid job, string state)
    {
        if (state is not (JobState.Failed or JobState.NeedsAttention)) throw RequestErrors.CannotRetry(job, state);
    }
}

using Microsoft.EntityFrameworkCore;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Steps;

/// <summary>
/// Work that a message asks for, in a worker process. It runs without an open transaction and may run again, or twice
/// at once: what it writes must be idempotent and invisible until the completion marks it complete.
/// </summary>
/// <typeparam name="TMessage">A message with <c>JobId</c> and <c>Attempt</c>.</typeparam>
/// <typeparam name="TDb">The database in which the process commits.</typeparam>
public interface IStep<TMessage, TDb> where TMessage : class where TDb : DbContext
{
    /// <summary>
    /// Does the bulk work on connections of its own, and returns what completes it. An <see
    /// cref="Errors.InputException"/>, here or in the completion, rejects the job (<see
    /// cref="Contracts.StepRejected"/>); any other exception is retried, then faults.
    /// </summary>
    /// <param name="step">The message, and where to report progress.</param>
    /// <param name="cancel">
    /// Cancelled when the process stops, when the broker takes the message back, and when the attempt is fenced.
    /// </param>
    Task<CompleteStep<TDb>> WorkAsync(StepContext<TMessage> step, CancellationToken cancel);
}

/// <summary>
/// The short transaction that completes a step: marks its work complete and says what to publish. It runs after the
/// fence is checked, and commits together with the inbox and outbox rows. Changes to tracked entities are saved by the
/// caller.
/// </summary>
public delegate Task CompleteStep<TDb>(StepTransaction<TDb> transaction) where TDb : DbContext;

/// <summary>
/// Removes what a cancelled attempt has left in a database; runs inside the transaction that fences it.
/// </summary>
public interface IDiscard<TDb> where TDb : DbContext
{
    /// <summary>Removes it.</summary>
    Task DiscardAsync(TDb db, JobAttempt job, CancellationToken cancel);
}

using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.Saga;

/// <summary>The letters of a job, as its saga deals with them.</summary>
public interface IJobLetters
{
    /// <summary>Closes the letters that held a job which now has moved on, in the transaction of that.</summary>
    Task CloseAsync(Guid job, string to, CancellationToken cancel);

    /// <summary>Closes a letter that came when its job had moved on already.</summary>
    Task CloseLateAsync(Guid letter, string reason, CancellationToken cancel);
}

internal sealed class JobLetters(JobsDb db, TimeProvider time) : IJobLetters
{
    public Task CloseAsync(Guid job, string to, CancellationToken cancel) =>
        CloseAsync(
            db.Letters.Where(x => x.JobId == job && x.HoldsJob), $"the job moved on to {to}", cancel);

    public Task CloseLateAsync(Guid letter, string reason, CancellationToken cancel) =>
        CloseAsync(db.Letters.Where(x => x.Id == letter), reason, cancel);

    private Task<int> CloseAsync(IQueryable<LetterRow> letters, string reason, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return letters
            .Where(x => x.State == LetterState.Open || x.State == LetterState.Replaying)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(x => x.State, LetterState.Closed)
                    .SetProperty(x => x.StateSince, now)
                    .SetProperty(x => x.StateReason, reason),
                cancel);
    }
}

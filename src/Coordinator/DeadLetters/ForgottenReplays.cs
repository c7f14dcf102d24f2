using Microsoft.EntityFrameworkCore;
using Workers.Coordinator.Saga;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>
/// Opens letters again whose operation has ended and whose job does not move: nothing stays in "replaying" for ever.
/// </summary>
internal sealed class ForgottenReplays(JobsDb db, StepTimeouts timeouts, TimeProvider time)
{
    public Task ReleaseAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var before = now - timeouts.QueueTimeout;
        return db.Letters
            .Where(x => x.State == LetterState.Replaying && x.StateSince < before)
            .Where(x => !db.Operations.Any(o => o.Id == x.OperationId && o.State == OperationState.Running))
            .Where(x => !db.Jobs.Any(j => j.CorrelationId == x.JobId && j.LastSignOfLife > before))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(x => x.State, LetterState.Open)
                    .SetProperty(x => x.StateSince, now)
                    .SetProperty(x => x.StateReason, "nothing was heard of its replay"),
                cancel);
    }
}

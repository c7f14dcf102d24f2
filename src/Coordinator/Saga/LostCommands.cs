using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Outbox;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

/// <summary>Finds out whether the command of a job that nobody works on is still anywhere.</summary>
public interface ILostCommands
{
    /// <summary>
    /// True if it waits neither in the outbox nor in one of the queues: it was purged, or somebody silent has it.
    /// </summary>
    Task<bool> IsGoneAsync(Guid job, IReadOnlyList<string> queues, CancellationToken cancel);
}

internal sealed class LostCommands(JobsDb db, QueueDepths depths) : ILostCommands
{
    public async Task<bool> IsGoneAsync(Guid job, IReadOnlyList<string> queues, CancellationToken cancel)
    {
        var places = queues.Select(x => QueueAddress.Of(x).ToString()).ToArray();
        var isToBeSent = await db.Outbox.AnyAsync(
            x => x.CorrelationId == job && places.Contains(x.DestinationAddress), cancel);
        return !isToBeSent && await depths.AreEmptyAsync(queues, cancel);
    }
}

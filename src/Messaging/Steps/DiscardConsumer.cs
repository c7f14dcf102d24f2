using MassTransit;
using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Steps;

/// <summary>
/// Fences a cancelled attempt in this database and removes what it left; in the transaction that the endpoint's outbox
/// opens.
/// </summary>
internal sealed class DiscardConsumer<TDiscard, TDb>(TDiscard discard, TDb db) : IConsumer<DiscardResults>
    where TDiscard : class, IDiscard<TDb>
    where TDb : DbContext
{
    public async Task Consume(ConsumeContext<DiscardResults> context)
    {
        var job = new JobAttempt(context.Message.JobId, context.Message.Attempt);
        // The fence first: it waits for a step that is committing, whose rows are then removed with the others.
        await Fence.CancelAsync(db, job, context.CancellationToken);
        await discard.DiscardAsync(db, job, context.CancellationToken);
    }
}

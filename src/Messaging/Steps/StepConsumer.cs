using MassTransit;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Inbox;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Messaging.Transactions;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Steps;

/// <summary>
/// Runs a step for a message: (1) consumed already, or fenced: done; (2) bulk work, no transaction open; (3) one short
/// transaction: inbox, fence, completion, outbox; then the deliverer is woken and the message acknowledged. If the
/// process dies in (2) the next delivery goes on from what is finished; after the commit it finds the inbox row.
/// </summary>
internal sealed class StepConsumer<TStep, TMessage, TDb>(
    TStep step,
    TDb db,
    IServiceProvider provider,
    OutboxSignal signal,
    TimeProvider time,
    ILogger<StepConsumer<TStep, TMessage, TDb>> log)
    : IConsumer<TMessage>
    where TStep : class, IStep<TMessage, TDb>
    where TMessage : class
    where TDb : DbContext
{
    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var consumer = ConsumerId.From<TStep>(context.ReceiveContext.InputAddress.QueueName());
        var id = context.GetOriginalMessageId()
            ?? throw new MessageException(typeof(TMessage), "the inbox needs a MessageId");
        var work = new StepContext<TMessage>(context.Message, JobOf<TMessage>.From(context.Message), id);

        // Only to save the work: the answer that counts is that of the insert at the end.
        if (await WasConsumedAsync(id, consumer, context.CancellationToken))
        {
            log.LogInformation("{MessageId} was consumed before: nothing to do", id);
            return;
        }
        // Before the work, so that an earlier attempt that is still at it can no longer commit.
        if (!await Fence.RaiseAsync(db, work.Job, context.CancellationToken))
        {
            log.LogInformation(
                "Attempt {Attempt} of {JobId} is fenced: nothing to do", work.Job.Attempt, work.Job.JobId);
            return;
        }
        if (await WorkAsync(work, context) is { } complete)
        {
            var options = new OutboxConsumeOptions { ConsumerId = consumer, ConsumerType = typeof(TStep).Name };
            var capturing = new CapturingConsumeContext<TMessage>(context, options, provider, time);
            await CompleteAsync(work, complete, capturing, consumer);
        }
    }

    private async Task<bool> WasConsumedAsync(Guid id, Guid consumer, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            return await InboxTable.HasAsync(db.Connection(), id, consumer, cancel);
        }
        finally
        {
            // Not held while the step works, which may take hours.
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The bulk work; null if the attempt was fenced meanwhile.</summary>
    private async Task<CompleteStep<TDb>?> WorkAsync(StepContext<TMessage> work, ConsumeContext<TMessage> context)
    {
        await using var watch = StepWatch<TDb>.Start(work, context, provider, log, time);
        try
        {
            return await step.WorkAsync(work, watch.Cancel);
        }
        catch (InputException e)
        {
            // An answer, not a failure: it commits like any other, and is not tried again.
            return Rejection(work, e, context);
        }
        catch (OperationCanceledException e) when (context.CancellationToken.IsCancellationRequested)
        {
            // Thrown on, so that the message is not acknowledged: the broker delivers it again.
            throw new OperationCanceledException(
                "the process stops, or the broker took the message back", e, context.CancellationToken);
        }
        catch (OperationCanceledException) when (watch.Fenced)
        {
            log.LogInformation(
                "Attempt {Attempt} of {JobId} was fenced while it worked: discarded", work.Job.Attempt, work.Job.JobId);
            return null;
        }
    }

    private async Task CompleteAsync(
        StepContext<TMessage> work,
        CompleteStep<TDb> complete,
        CapturingConsumeContext<TMessage> capturing,
        Guid consumer)
    {
        try
        {
            await CommitAsync(work, complete, capturing, consumer);
        }
        catch (InputException e)
        {
            // The transaction is rolled back; what the completion did is forgotten, and a rejection takes its place.
            db.ChangeTracker.Clear();
            capturing.Forget();
            await CommitAsync(work, Rejection(work, e, capturing), capturing, consumer);
        }
    }

    private async Task CommitAsync(
        StepContext<TMessage> work,
        CompleteStep<TDb> complete,
        CapturingConsumeContext<TMessage> capturing,
        Guid consumer)
    {
        var cancel = capturing.CancellationToken;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // All or nothing: savepoints would only cost round trips.
        db.Database.AutoSavepointsEnabled = false;
        // Waits for another delivery of the message that is committing; if that one rolls back, this one goes on.
        var fresh = await InboxTable.AddAsync(
            db.Connection(), db.Transaction(), work.MessageId, consumer, locks: null, cancel);
        if (!fresh)
        {
            log.LogInformation("{MessageId} was consumed by another delivery meanwhile", work.MessageId);
            return;
        }
        // Locked until the commit: from here on a cancellation waits, and removes what we have written.
        if (!await Fence.HoldsAsync(db, work.Job, cancel))
        {
            log.LogInformation(
                "Attempt {Attempt} of {JobId} is fenced: its work is discarded", work.Job.Attempt, work.Job.JobId);
            return;
        }
        await complete(new StepTransaction<TDb>(db, capturing));
        // From here on a lost line to the broker is no reason to give the work up.
        await db.SaveChangesAsync(CancellationToken.None);
        await capturing.WriteAsync(db);
        await transaction.CommitAsync(CancellationToken.None);
        signal.Set();
    }

    private CompleteStep<TDb> Rejection(StepContext<TMessage> work, InputException e, ConsumeContext context)
    {
        log.LogInformation(
            "Attempt {Attempt} of {JobId} rejected: {Error}", work.Job.Attempt, work.Job.JobId, e.Message);
        return transaction => transaction.PublishAsync(new StepRejected
        {
            JobId = work.Job.JobId,
            Attempt = work.Job.Attempt,
            Step = context.ReceiveContext.InputAddress.QueueName(),
            Error = e.Error.ToContract(),
        });
    }
}

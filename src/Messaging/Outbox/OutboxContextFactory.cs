using System.Data;
using System.Diagnostics;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Inbox;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Outbox;

/// <summary>
/// One transaction for each consumed message: inbox row, what the consumer or saga writes, outbox rows; then the
/// deliverer is woken and the message acknowledged. If the process dies before the commit, nothing has happened; after
/// it, the redelivered message finds its inbox row.
/// </summary>
internal sealed class OutboxContextFactory<TDb>(
    TDb db, IServiceProvider provider, OutboxSignal signal, TimeProvider time)
    : IOutboxContextFactory<TDb> where TDb : DbContext
{
    // Ours are held for milliseconds. Who has to wait longer comes again later, and lets others go first.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(1);

    public async Task Send<T>(
        ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next) where T : class
    {
        var cancel = context.CancellationToken;
        var id = context.GetOriginalMessageId() ?? throw new MessageException(typeof(T), "the inbox needs a MessageId");
        var started = Stopwatch.StartNew();
        // Read committed: after the wait for a lock, the rows must be seen as the other left them.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        // All or nothing: savepoints would only cost round trips.
        db.Database.AutoSavepointsEnabled = false;
        // First of all: a second delivery of the message waits here until this one has ended.
        var fresh = await InboxTable.AddAsync(
            db.Connection(), db.Transaction(), id, options.ConsumerId, LockTimeout, cancel);
        var capturing = new CapturingConsumeContext<T>(context, options, provider, time, duplicate: !fresh);
        await next.Send(capturing);
        bool messages;
        try
        {
            await db.SaveChangesAsync(cancel);
            messages = await capturing.WriteAsync(db);
            await transaction.CommitAsync(cancel);
        }
        catch (Exception e)
        {
            await context.NotifyFaulted(started.Elapsed, TypeCache<T>.ShortName, e);
            throw;
        }
        // After the commit: a deliverer that is woken before would find nothing.
        if (messages)
            signal.Set();
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("postgresOutbox");
}

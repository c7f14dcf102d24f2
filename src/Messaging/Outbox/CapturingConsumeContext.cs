using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Outbox;

/// <summary>A consume context whose sends and publishes are captured, to be written with the transaction.</summary>
/// <param name="duplicate">The message was consumed before: MassTransit is told so, and runs nothing.</param>
internal sealed class CapturingConsumeContext<T>(
    ConsumeContext<T> context,
    OutboxConsumeOptions options,
    IServiceProvider provider,
    TimeProvider time,
    bool duplicate = false)
    : OutboxConsumeContextProxy<T>(context, options, provider), ICaptured where T : class
{
    private readonly List<CapturedMessage> _messages = [];

    public override bool ContinueProcessing { get; set; }
    public override bool IsMessageConsumed => duplicate;
    public override bool IsOutboxDelivered => duplicate;
    // How often it was delivered is of no interest: the inbox decides.
    public override int ReceiveCount => 0;
    public override long? LastSequenceNumber => null;

    public override Task AddSend<TSend>(SendContext<TSend> context)
    {
        lock (_messages)
            _messages.Add(CapturedMessage.From(context, time));
        return Task.CompletedTask;
    }

    /// <summary>Writes what was captured into the current transaction of a context.</summary>
    /// <returns>True if there was something.</returns>
    public async Task<bool> WriteAsync(DbContext db)
    {
        // Not cancelled by a lost line to the broker: what has got this far is to be kept.
        await OutboxTable.InsertAsync(db.Connection(), db.Transaction(), _messages, CancellationToken.None);
        return _messages.Count > 0;
    }

    /// <summary>Drops what was captured: its transaction was rolled back.</summary>
    public void Forget()
    {
        lock (_messages)
            _messages.Clear();
    }

    public void Withdraw(Guid scheduleToken)
    {
        lock (_messages)
            _messages.RemoveAll(x => x.Row.ScheduleToken == scheduleToken);
    }

    // MassTransit's own outbox loads, delivers and removes rows here. Ours is delivered by OutboxDeliverer, after the
    // commit.
    public override Task SetConsumed() => Task.CompletedTask;
    public override Task SetDelivered() => Task.CompletedTask;
    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() =>
        Task.FromResult<List<OutboxMessageContext>>([]);
    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;
    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}

/// <summary>Messages that are captured and not yet written.</summary>
internal interface ICaptured
{
    /// <summary>Takes back a scheduled message that is not yet written.</summary>
    void Withdraw(Guid scheduleToken);
}

using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Outbox;

/// <summary>A consume context whose sends and publishes are caught, to be written with the transaction.</summary>
internal sealed class CapturingConsumeContext<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IServiceProvider provider, TimeProvider time, bool duplicate = false)
    : OutboxConsumeContextProxy<T>(context, options, provider), ICaptured where T : class
{
    private readonly List<CapturedMessage> _messages = [];

    public override bool ContinueProcessing { get; set; }
    public override bool IsMessageConsumed => duplicate;         // both true: MassTransit reports "consumed" and runs nothing
    public override bool IsOutboxDelivered => duplicate;
    public override int ReceiveCount => 0;
    public override long? LastSequenceNumber => null;

    public override Task AddSend<TSend>(SendContext<TSend> context)
    {
        lock (_messages)
            _messages.Add(CapturedMessage.From(context, time));
        return Task.CompletedTask;
    }

    /// <summary>Writes what was caught into the current transaction of the context; true if there was something.</summary>
    public async Task<bool> WriteAsync(DbContext db)
    {
        var (connection, transaction) = db.Current();
        await OutboxTable.InsertAsync(connection, transaction, _messages, CancellationToken.None);
        return _messages.Count > 0;
    }

    /// <summary>Drops what was caught: its transaction was rolled back.</summary>
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

    public override Task SetConsumed() => Task.CompletedTask;
    public override Task SetDelivered() => Task.CompletedTask;
    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());
    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;
    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}

internal interface ICaptured
{
    /// <summary>Takes back a scheduled message that is not yet written.</summary>
    void Withdraw(Guid scheduleToken);
}

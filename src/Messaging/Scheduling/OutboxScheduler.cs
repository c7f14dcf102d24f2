using MassTransit;
using MassTransit.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Outbox;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Scheduling;

/// <summary>
/// Delayed messages are outbox rows that are due later; taking one back is deleting its row, in the consumer's
/// transaction.
/// </summary>
internal sealed class OutboxScheduler<TDb>(ConsumeContext context, TDb db) : IScheduleMessageProvider
    where TDb : DbContext
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(
        Uri destination, DateTime at, T message, IPipe<SendContext<T>> pipe, CancellationToken cancel) where T : class
    {
        var token = ScheduleTokenIdCache<T>.GetTokenId(message);
        var send = new ScheduleSendPipe<T>(pipe, at) { ScheduledMessageId = token };
        var endpoint = await context.GetSendEndpoint(destination);
        await endpoint.Send(message, send, cancel);
        return new Scheduled<T>(send.ScheduledMessageId!.Value, at, destination, message);
    }

    public async Task CancelScheduledSend(Guid token, CancellationToken cancel)
    {
        // It may have been scheduled by the message that is being consumed, and not be a row yet.
        (context as ICaptured)?.Withdraw(token);
        await OutboxTable.CancelAsync(db.Connection(), token, cancel);
    }

    public Task CancelScheduledSend(Uri destination, Guid token, CancellationToken cancel) =>
        CancelScheduledSend(token, cancel);

    private sealed record Scheduled<T>(Guid TokenId, DateTime ScheduledTime, Uri Destination, T Payload)
        : ScheduledMessage<T> where T : class;
}

using System.Globalization;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Messaging.Transactions;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Turns;

/// <summary>
/// Sends a message back to its own queue, later: as a row of the outbox that is due then. The broker would count each
/// time that it is given back, and set it aside in the end.
/// </summary>
internal sealed class PutOffMessages(CommitDatabase database, TimeProvider time, ILogger<PutOffMessages> log)
{
    private const string Header = "Workers-Put-Off";
    private const double FirstWait = 1;
    private const double LastWait = 30;

    /// <summary>How long it waits next time: one second at first, doubled each time, 30 at most.</summary>
    public static TimeSpan WaitOf(ConsumeContext context) =>
        TimeSpan.FromSeconds(Math.Min(LastWait, FirstWait * Math.Pow(2, Math.Min(TimesOf(context), 10))));

    public async Task PutOffAsync(ConsumeContext context, TimeSpan wait)
    {
        var received = context.ReceiveContext;
        var now = time.GetUtcNow().UtcDateTime;
        var queue = received.InputAddress.QueueName();
        var row = new OutboxRow
        {
            // The same: should it have been consumed after all, the inbox knows it.
            MessageId = context.MessageId ?? NewId.NextGuid(),
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            DestinationAddress = Address.Exchange(queue).ToString(),
            ContentType = received.ContentType.ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Body = received.Body.GetString(),
            Headers = HeadersOf(TimesOf(context) + 1),
            Properties = """{"mandatory":true}""",
            SentAt = now,
        };
        await using var connection = await database.Source.OpenConnectionAsync(context.CancellationToken);
        await OutboxTable.InsertAsync(
            connection, null, [new CapturedMessage(row, wait)], context.CancellationToken);
        // Else it would be taken for one that nobody knows, and be set aside.
        await new MessageConsumeContext<PutOff>(context, new PutOff()).NotifyConsumed(TimeSpan.Zero, nameof(PutOff));
        log.LogInformation(
            "{MessageId} of {JobId} is put off for {Wait}: its job is locked by somebody else",
            row.MessageId, row.CorrelationId, wait);
    }

    private sealed record PutOff;

    private static int TimesOf(ConsumeContext context) =>
        int.TryParse(
            context.ReceiveContext.TransportHeaders.Get<string>(Header),
            CultureInfo.InvariantCulture,
            out var times)
            ? times
            : 0;

    private static string HeadersOf(int times)
    {
        IObjectDeserializer json = SystemTextJsonMessageSerializer.Instance;
        var count = times.ToString(CultureInfo.InvariantCulture);
        return json.SerializeDictionary([KeyValuePair.Create<string, object>(Header, count)])!;
    }
}

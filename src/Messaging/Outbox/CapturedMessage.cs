using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>A message captured on its way to the broker.</summary>
/// <param name="Row">What is to be sent; <see cref="OutboxRow.DueAt"/> is filled in by the database.</param>
/// <param name="Delay">How long after its commit.</param>
internal readonly record struct CapturedMessage(OutboxRow Row, TimeSpan Delay)
{
    public static CapturedMessage From<T>(SendContext<T> context, TimeProvider time) where T : class
    {
        var now = time.GetUtcNow().UtcDateTime;
        var delay = context.Delay ?? TimeSpan.Zero;
        // Else the broker would be asked for a delayed exchange.
        context.Delay = null;
        if (context is PublishContext route)
            route.Mandatory = Routes.Mandatory(typeof(T));
        // By it the messages of one job keep their order.
        context.CorrelationId ??= JobOf<T>.Id(context.Message);
        var row = new OutboxRow
        {
            MessageId = context.MessageId ?? throw new MessageException(typeof(T), "a message needs an id"),
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            InitiatorId = context.InitiatorId,
            RequestId = context.RequestId,
            SourceAddress = context.SourceAddress?.ToString(),
            // Without the host: the row outlives a move of the broker.
            DestinationAddress = Address.Relative(context.DestinationAddress),
            ResponseAddress = context.ResponseAddress?.ToString(),
            FaultAddress = context.FaultAddress?.ToString(),
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Body = context.Serializer.GetMessageBody(context).GetString(),
            Headers = ToJson(context.Headers.GetAll()),
            Properties = Properties(context),
            SentAt = context.SentTime ?? now,
            ExpiresAt = context.TimeToLive is { } life ? now + life : null,
            ScheduleToken = context.ScheduledMessageId,
        };
        return new CapturedMessage(row, delay);
    }

    /// <summary>What the transport wants to know beside the message, such as whether a queue must take it.</summary>
    private static string? Properties<T>(SendContext<T> context) where T : class
    {
        if (context is not TransportSendContext<T> transport)
            return null;
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        transport.WritePropertiesTo(properties);
        return ToJson(properties);
    }

    private static string? ToJson(IEnumerable<KeyValuePair<string, object>> values)
    {
        IObjectDeserializer json = SystemTextJsonMessageSerializer.Instance;
        return json.SerializeDictionary(values);
    }
}

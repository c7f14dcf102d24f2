using MassTransit;

namespace Workers.Messaging.Topology;

/// <summary>Who sent a message.</summary>
public static class MessageSender
{
    /// <summary>
    /// The broker's user who sent it (AMQP <c>user_id</c>); null if the sender did not say. The broker refuses a
    /// message that names another user than the one who sends it.
    /// </summary>
    public static string? Of(ConsumeContext context) =>
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
        && delivery.Properties.IsUserIdPresent()
            ? delivery.Properties.UserId
            : null;
}

using MassTransit;

namespace Workers.Messaging.Topology;

/// <summary>What is particular to RabbitMQ.</summary>
internal static class RabbitMq
{
    private const int DeliveryLimit = 10;

    /// <summary>
    /// After two or three of them the broker gives what a silent process holds to another. Much shorter, and one whose
    /// processors are all at work would seem dead.
    /// </summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly string[] ArgumentsOfWorkQueues =
        ["x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-strategy", "x-overflow"];

    public static void ConnectTo(this IRabbitMqBusFactoryConfigurator bus, Uri broker, string name)
    {
        bus.Host(broker, name, host =>
        {
            if (broker.UserInfo.Split(':', 2) is [var user, var password])
            {
                host.Username(Uri.UnescapeDataString(user));
                host.Password(Uri.UnescapeDataString(password));
            }
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(10));
            host.Heartbeat(Heartbeat);
        });
        bus.SendTopology.ConfigureErrorSettings = KeepForever;
        bus.SendTopology.ConfigureDeadLetterSettings = KeepForever;
    }

    /// <summary>
    /// A replicated queue. A message that kills its worker again and again is set aside in <see
    /// cref="Queues.DeadLetters"/> after some deliveries, by a transfer that the broker itself confirms, so that
    /// nothing vanishes.
    /// </summary>
    /// <param name="keepsDeadLetters">
    /// This process declares where they go; the others need no right to it, and their broker keeps them until it is there.
    /// </param>
    public static void MakeDurable(this IRabbitMqReceiveEndpointConfigurator endpoint, bool keepsDeadLetters)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        endpoint.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        endpoint.SetQueueArgument("x-overflow", "reject-publish");
        if (!keepsDeadLetters)
        {
            endpoint.SetQueueArgument("x-dead-letter-exchange", Queues.DeadLetters);
            return;
        }
        endpoint.BindDeadLetterQueue(
            Queues.DeadLetters, Queues.DeadLetters, queue => queue.SetQueueArgument("x-queue-type", "quorum"));
    }

    /// <summary>
    /// Error queues inherit the arguments of the queue they belong to; but what people look at must not be thrown out
    /// by the broker.
    /// </summary>
    private static void KeepForever(IRabbitMqQueueBindingConfigurator queue)
    {
        foreach (var argument in ArgumentsOfWorkQueues)
            queue.SetQueueArgument(argument, (object?)null);
    }
}

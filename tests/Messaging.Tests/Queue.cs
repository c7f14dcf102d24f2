using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workers.Messaging.Tests;

/// <summary>Queues as the broker has them.</summary>
internal static class Queue
{
    /// <summary>Messages that are ready in a queue; 0 if it does not exist.</summary>
    public static async Task<uint> DepthAsync(Uri broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }
}

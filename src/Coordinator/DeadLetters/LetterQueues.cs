using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.DeadLetters;

/// <summary>The queues that letters are taken from. Most are made when the first message is set aside.</summary>
internal static class LetterQueues
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Queues.All.Where(queue => queue != Queues.DeadLetters).SelectMany(Queues.SetAside),
        Queues.DeadLetters,
    ];

    /// <summary>Whether somebody has made the queue.</summary>
    public static async Task<bool> ExistsAsync(IConnection connection, string queue, CancellationToken cancel)
    {
        // A channel of its own: the broker closes it when the queue does not exist.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, cancel);
            return true;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }
}

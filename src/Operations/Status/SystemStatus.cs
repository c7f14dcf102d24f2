using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Storage.Databases;

namespace Workers.Operations.Status;

/// <summary>How the servers of the system are: queues with their consumers, and sizes of the databases.</summary>
/// <param name="Broker">Why the broker does not answer; null if it does.</param>
public sealed record SystemStatus(
    IReadOnlyList<QueueStatus> Queues,
    IReadOnlyList<DatabaseStatus> Databases,
    string? Broker)
{
    /// <summary>There are queues, and every database answers.</summary>
    public bool IsHealthy => Queues.Count > 0 && Databases.All(database => database.Bytes is not null);

    /// <summary>Asks broker and databases.</summary>
    public static async Task<SystemStatus> LookAsync(Connections connections, CancellationToken cancel)
    {
        var queues = new List<QueueStatus>();
        var trouble = await AddQueuesAsync(queues, connections.Broker, cancel);
        DatabaseStatus[] databases =
        [
            new(Database.Icebox, await BytesAsync(connections.Icebox, cancel)),
            new(Database.Engine, await BytesAsync(connections.Engine, cancel)),
            new(Database.Jobs, await BytesAsync(connections.Jobs, cancel)),
        ];
        return new SystemStatus(queues, databases, trouble);
    }

    /// <returns>Why the broker does not answer.</returns>
    private static async Task<string?> AddQueuesAsync(List<QueueStatus> queues, string broker, CancellationToken cancel)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = new Uri(broker) };
            await using var connection = await factory.CreateConnectionAsync(cancel);
            foreach (var name in Messaging.Topology.Queues.All)
            {
                if (await FindQueueAsync(connection, name, cancel) is { } queue) queues.Add(queue);
            }
            // What was set aside is shown where there is any.
            foreach (var name in Messaging.Topology.Queues.All.SelectMany(Messaging.Topology.Queues.SetAside))
            {
                if (await FindQueueAsync(connection, name, cancel) is { Messages: > 0 } queue) queues.Add(queue);
            }
            return null;
        }
        // The databases are worth showing all the same.
        catch (BrokerUnreachableException e)
        {
            return e.Message;
        }
    }

    /// <returns>Null if nobody has declared it yet, or we may not look at it.</returns>
    internal static async Task<QueueStatus?> FindQueueAsync(
        IConnection connection,
        string name,
        CancellationToken cancel)
    {
        // The broker closes a channel on which a queue was not found.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            var queue = await channel.QueueDeclarePassiveAsync(name, cancel);
            return new QueueStatus(name, queue.MessageCount, queue.ConsumerCount);
        }
        catch (OperationInterruptedException e)
            when (e.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.AccessRefused)
        {
            return null;
        }
    }

    private static async Task<long?> BytesAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
            // Asked once: no pool of connections stays behind.
            await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
            return await command.ExecuteScalarAsync(cancel) as long?;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}

/// <summary>A queue of the broker.</summary>
public sealed record QueueStatus(string Name, uint Messages, uint Consumers);

/// <summary>A database.</summary>
/// <param name="Bytes">Null if it does not answer.</param>
public sealed record DatabaseStatus(string Name, long? Bytes);

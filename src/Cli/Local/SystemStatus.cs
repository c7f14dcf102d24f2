using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Storage.Databases;

namespace Workers.Cli.Local;

/// <summary>How the system is, as far as it can be seen from here.</summary>
public sealed record SystemStatus(
    IReadOnlyList<SystemStatus.Process> Processes, IReadOnlyList<SystemStatus.Queue> Queues, IReadOnlyList<SystemStatus.Size> Databases, string? Broker)
{
    /// <param name="Health">What its health page says; null if it has none or does not answer.</param>
    public sealed record Process(string Name, int Pid, string? Health, string Log);

    public sealed record Queue(string Name, uint Messages, uint Consumers);

    /// <param name="Bytes">Null if it does not answer.</param>
    public sealed record Size(string Name, long? Bytes);

    /// <summary>All processes run and are healthy, every working queue has a consumer, and every database answers.</summary>
    public bool IsHealthy =>
        Host.All.All(host => Processes.Any(p => p.Name == host.Name && p.Health is "Healthy" or "Degraded"))
        && Queues.Count > 0 && Databases.All(d => d.Bytes is not null);

    public static async Task<SystemStatus> LookAsync(Instance instance, Connections connections, CancellationToken cancel)
    {
        var processes = instance.Running.Select(async p => new Process(p.Name, p.Pid,
            Host.All.FirstOrDefault(h => h.Name == p.Name) is { } host ? await host.HealthAsync(instance, cancel) : null, Launcher.Log(instance, p.Name)));
        var (queues, trouble) = await QueuesAsync(connections.Broker, cancel);
        Size[] databases =
        [
            new(Database.Icebox, await BytesAsync(connections.Icebox, cancel)), new(Database.Engine, await BytesAsync(connections.Engine, cancel)),
            new(Database.Jobs, await BytesAsync(connections.Jobs, cancel)),
        ];
        return new(await Task.WhenAll(processes), queues, databases, trouble);
    }

    private static async Task<(IReadOnlyList<Queue>, string? Trouble)> QueuesAsync(string broker, CancellationToken cancel)
    {
        var queues = new List<Queue>();
        try
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(cancel);
            foreach (var name in Messaging.Topology.Queues.All)
            {
                await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
                try
                {
                    var queue = await channel.QueueDeclarePassiveAsync(name, cancel);
                    queues.Add(new(name, queue.MessageCount, queue.ConsumerCount));
                }
                catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
                {
                    // nobody has declared it yet
                }
            }
            return (queues, null);
        }
        catch (BrokerUnreachableException e)
        {
            return (queues, e.Message);
        }
    }

    private static async Task<long?> BytesAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
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

using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workers.Faults.Load;

/// <summary>
/// Hears what the steps say, and says some of it again, later and in another order, under the same message ids.
/// </summary>
public sealed class LateCopies(string broker)
{
    private const string Queue = "faults-copies", Mark = "x-faults-copy";

    private static readonly string[] Exchanges =
        ["workers.hazard-imported", "workers.risk-calc-completed", "workers.results-exported"];

    /// <summary>From now on.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        var limited = new Dictionary<string, object?> { ["x-max-length"] = 200 };
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, limited, cancellationToken: cancel);
        foreach (var exchange in Exchanges)
            await channel.QueueBindAsync(Queue, exchange, "", cancellationToken: cancel);
    }

    /// <summary>No more, so that what is left does not look forgotten.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        await channel.QueueDeleteAsync(Queue, cancellationToken: cancel);
    }

    /// <summary>Says up to so many again; how many there were.</summary>
    public async Task<int> SayAgainAsync(int most, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        var heard = new List<BasicGetResult>();
        while (heard.Count < most && await channel.BasicGetAsync(Queue, autoAck: true, cancel) is { } message)
            if (message.BasicProperties.Headers?.ContainsKey(Mark) != true) heard.Add(message);
        heard.Reverse();
        foreach (var message in heard)
        {
            var properties = new BasicProperties(message.BasicProperties);
            var headers = properties.Headers ?? new Dictionary<string, object?>();
            properties.Headers = new Dictionary<string, object?>(headers) { [Mark] = true };
            await channel.BasicPublishAsync(message.Exchange, "", mandatory: false, properties, message.Body, cancel);
        }
        return heard.Count;
    }

    /// <exception cref="BrokerUnreachableException">It is away.</exception>
    private Task<IConnection> ConnectAsync(CancellationToken cancel) =>
        new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancel);
}

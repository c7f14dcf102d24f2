using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Outbox;

/// <summary>
/// The outbox's own line to the broker, apart from that of the consumers: what breaks one does not break the other.
/// Opened when it is needed; nothing on it lasts for ever.
/// </summary>
/// <param name="broker">Its address, with user and password.</param>
/// <param name="process">Name of the process, as the broker shows it.</param>
internal sealed class BrokerLine(Uri broker, string process) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConnectionFactory _factory = new()
    {
        Uri = broker,
        ClientProvidedName = process + " outbox",
        // We open a new one: one that recovers by itself would say that it is open while it is not.
        AutomaticRecoveryEnabled = false,
        RequestedHeartbeat = RabbitMq.Heartbeat,
        RequestedConnectionTimeout = Patience,
        ContinuationTimeout = Patience,
    };

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly HashSet<string> _exchanges = [];
    private IConnection? _connection;

    /// <summary>A channel that confirms each message, or returns it if no queue takes it.</summary>
    public async Task<IChannel> OpenChannelAsync(CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        var confirms = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return await connection.CreateChannelAsync(confirms, cancel).WaitAsync(Patience, cancel);
    }

    /// <summary>
    /// Whether an exchange is there. To find out by sending would close the channel, and lose the confirmations of
    /// others.
    /// </summary>
    public async Task<bool> HasExchangeAsync(string exchange, CancellationToken cancel)
    {
        lock (_exchanges)
        {
            if (_exchanges.Contains(exchange))
                return true;
        }
        var found = await AskAsync(x => x.ExchangeDeclarePassiveAsync(exchange, cancel), cancel);
        if (found)
        {
            lock (_exchanges)
                _exchanges.Add(exchange);
        }
        return found;
    }

    /// <summary>Messages that wait in a queue for somebody to take them; null if there is no such queue.</summary>
    public async Task<uint?> DepthAsync(string queue, CancellationToken cancel)
    {
        uint? depth = null;
        await AskAsync(async x => depth = (await x.QueueDeclarePassiveAsync(queue, cancel)).MessageCount, cancel);
        return depth;
    }

    /// <summary>Forgets the line; the next user gets a new one.</summary>
    public async Task DropAsync()
    {
        var connection = Interlocked.Exchange(ref _connection, null);
        lock (_exchanges)
            _exchanges.Clear();
        if (connection is null)
            return;
        try
        {
            await connection.AbortAsync(TimeSpan.FromSeconds(1)).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // It is of no use any more, whether it ends or not.
        }
    }

    private async Task<bool> AskAsync(Func<IChannel, Task> question, CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        // A channel of its own: the broker closes it when the answer is no.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel)
            .WaitAsync(Patience, cancel);
        try
        {
            await question(channel).WaitAsync(Patience, cancel);
            return true;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancel)
    {
        if (!await _one.WaitAsync(Patience, cancel))
            throw new TimeoutException("the broker does not answer");
        try
        {
            if (_connection is { IsOpen: true } open)
                return open;
            await DropAsync();
            return _connection = await _factory.CreateConnectionAsync(cancel).WaitAsync(2 * Patience, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _one.Dispose();
    }
}

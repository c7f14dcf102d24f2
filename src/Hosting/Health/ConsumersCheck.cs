using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workers.Hosting.Health;

/// <summary>
/// Each of this process's queues has a consumer, as the broker sees it: after a broker's restart a bus may be up and
/// receive nothing.
/// </summary>
internal sealed class ConsumersCheck(Uri broker, IReadOnlyList<string> queues) : IHealthCheck, IAsyncDisposable
{
    private readonly ConnectionFactory _factory = new()
    {
        Uri = broker,
        // A connection that recovers by itself would say that it is open while it is not.
        AutomaticRecoveryEnabled = false,
        ClientProvidedName = "health",
    };

    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // One at a time: two that find the connection closed would each open one.
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsOpen: true })
                _connection = await _factory.CreateConnectionAsync(cancellationToken);
            var idle = await FindIdleAsync(_connection, cancellationToken);
            return idle.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("no consumer on " + string.Join(", ", idle));
        }
        catch (Exception e) when (IsBrokenLine(e))
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<List<string>> FindIdleAsync(IConnection connection, CancellationToken cancel)
    {
        var idle = new List<string>();
        foreach (var queue in queues)
        {
            if (!await HasConsumerAsync(connection, queue, cancel))
                idle.Add(queue);
        }
        return idle;
    }

    private static async Task<bool> HasConsumerAsync(IConnection connection, string queue, CancellationToken cancel)
    {
        // A channel of its own: the broker closes it when the queue does not exist.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancel)).ConsumerCount > 0;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    private static bool IsBrokenLine(Exception e) =>
        e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException;

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _one.Dispose();
    }
}

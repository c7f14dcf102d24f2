using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Contracts;

namespace Workers.Faults.Load;

/// <summary>
/// Asks as a platform does: published mandatory and persistent, and again under the same ids until the broker confirms.
/// </summary>
public sealed class PlatformDoor(string broker) : IAsyncDisposable
{
    private const string Plain = "risk-job-ingress";
    private const string EnvelopeType = "application/vnd.masstransit+json";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Returns when the broker has taken it: from then on it must not be lost.</summary>
    public Task RequestAsync(ImportHazardRequested request, CancellationToken cancel) =>
        UntilConfirmedAsync(
            Plain,
            "application/json",
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    request.JobId,
                    request.HazardCalculationId,
                    request.RiskModelId,
                    request.Owner,
                    request.Description,
                    request.Area,
                },
                JsonSerializerOptions.Web),
            request.JobId,
            cancel);

    /// <summary>Asks for a job to be cancelled.</summary>
    public Task CancelAsync(Guid job, CancellationToken cancel)
    {
        var message = new CancelRiskJob { JobId = job, By = "faults", Reason = "at random" };
        var id = Guid.NewGuid();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { messageId = id, messageType = new[] { "urn:message:Workers.Contracts:CancelRiskJob" }, message },
            JsonSerializerOptions.Web);
        return UntilConfirmedAsync("workers.cancel-risk-job", EnvelopeType, body, id, cancel);
    }

    /// <summary>Publishes anything, once; false if the broker did not take it.</summary>
    public async Task<bool> TryAsync(string exchange, string contentType, byte[] body, CancellationToken cancel)
    {
        try
        {
            await PublishAsync(exchange, contentType, body, Guid.NewGuid(), cancel);
            return true;
        }
        catch (Exception e) when (SaysAway(e, cancel))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task UntilConfirmedAsync(
        string exchange,
        string contentType,
        byte[] body,
        Guid id,
        CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await PublishAsync(exchange, contentType, body, id, cancel);
                return;
            }
            catch (Exception e) when (SaysAway(e, cancel))
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    private async Task PublishAsync(
        string exchange,
        string contentType,
        byte[] body,
        Guid id,
        CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Patience);
            var channel = await OpenAsync(limit.Token);
            var properties = new BasicProperties
            {
                ContentType = contentType,
                MessageId = id.ToString(),
                DeliveryMode = DeliveryModes.Persistent,
            };
            await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body, limit.Token);
        }
        catch (Exception e) when (SaysAway(e, cancel))
        {
            if (_connection is { } broken) await broken.DisposeAsync();
            _connection = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancel)
    {
        if (_connection is { IsOpen: true } && _channel is { IsOpen: true } open) return open;
        if (_connection is not null) await _connection.DisposeAsync();
        var factory = new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false };
        _connection = await factory.CreateConnectionAsync(cancel);
        _channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancel);
        return _channel;
    }

    private static bool SaysAway(Exception e, CancellationToken cancel) =>
        !cancel.IsCancellationRequested && e is RabbitMQClientException or IOException or OperationCanceledException
            or ObjectDisposedException or System.Net.Sockets.SocketException;
}

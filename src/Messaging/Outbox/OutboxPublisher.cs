using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>Sends one row on the channel that all share, and says what became of it; each wait has an end.</summary>
internal sealed class OutboxPublisher(
    BrokerLine line, OutboxRefusals refusals, TimeProvider time, ILogger<OutboxPublisher> log) : IAsyncDisposable
{
    // A broker that lives confirms in milliseconds; the rows stay locked meanwhile.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IChannel? _channel;

    public async Task<Outcome> PublishAsync(OutboxRow row, CancellationToken stop)
    {
        try
        {
            var message = OutgoingMessage.From(row, time.GetUtcNow().UtcDateTime);
            if (message.Body.Length > MessageLimits.Broker)
                return refusals.TooLarge(row, message.Body.Length);
            if (message.Exchange != "" && !await line.HasExchangeAsync(message.Exchange, stop))
                return refusals.NoExchange(row, message.Exchange);
            return await PublishAsync(message, row, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return OutcomeOf(e, row);
        }
    }

    private async Task<Outcome> PublishAsync(OutgoingMessage message, OutboxRow row, CancellationToken stop)
    {
        var channel = await ChannelAsync(stop);
        try
        {
            // The wait itself is bounded, not only what is waited for: a client that hangs must not hang us.
            await channel
                .BasicPublishAsync(
                    message.Exchange, message.RoutingKey, message.Mandatory, message.Properties, message.Body, stop)
                .AsTask()
                .WaitAsync(SendTimeout, stop);
            return new Sent();
        }
        catch (PublishException e)
        {
            return e.IsReturn ? refusals.Unrouted(row) : refusals.NotTaken(row);
        }
        catch (TimeoutException)
        {
            return new NoAnswer();
        }
        catch (Exception) when (!stop.IsCancellationRequested && IsClosedByBroker(channel.CloseReason))
        {
            return new Suspect($"{channel.CloseReason!.ReplyCode} {channel.CloseReason.ReplyText}");
        }
    }

    /// <summary>A row that is wrong in itself does not mend; anything else is a broken line, which will be.</summary>
    private Outcome OutcomeOf(Exception e, OutboxRow row)
    {
        if (e is System.Text.Json.JsonException or FormatException or ArgumentException)
            return refusals.Faulty(row, e.Message);
        log.LogWarning(
            "{MessageId} to {Destination} not sent yet: {Reason}", row.MessageId, row.DestinationAddress, e.Message);
        return new NoBroker();
    }

    private async Task<IChannel> ChannelAsync(CancellationToken stop)
    {
        if (!await _one.WaitAsync(SendTimeout, stop))
            throw new TimeoutException("no channel to the broker");
        try
        {
            if (_channel is { IsOpen: true } open)
                return open;
            return _channel = await line.OpenChannelAsync(stop);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// It says that something sent to it is wrong. That it stops, or the line is broken, is no word about a message.
    /// </summary>
    private static bool IsClosedByBroker(ShutdownEventArgs? reason) =>
        reason is { Initiator: ShutdownInitiator.Peer } && reason.ReplyCode != Constants.ConnectionForced;

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
        _one.Dispose();
    }
}

using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Middleware;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Sends rows and awaits the broker's confirmation of each. The messages of one job to one place keep their order.
/// </summary>
internal sealed class OutboxSender(IBus bus, ILogger<OutboxSender> log)
{
    // With the wait below, somewhat less than a minute: a row that is wrong does not mend.
    private const int GiveUpAfter = 10;
    // A broker that lives confirms in milliseconds; the rows stay locked meanwhile.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FaultyAgainAfter = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        // Different jobs, and different places, do not wait for each other.
        var ordered = rows.GroupBy(x => (x.CorrelationId ?? x.MessageId, x.DestinationAddress));
        var deliveries = await Task.WhenAll(ordered.Select(group => SendInOrderAsync(group, stop)));
        return [.. deliveries.SelectMany(x => x)];
    }

    private async Task<List<Delivery>> SendInOrderAsync(IEnumerable<OutboxRow> rows, CancellationToken stop)
    {
        var deliveries = new List<Delivery>();
        Outcome outcome = new Sent();
        foreach (var row in rows)
        {
            // Once the broker does not answer, the rest waits: a later message must not overtake.
            if (outcome is not NoBroker)
                outcome = await SendAsync(row, stop);
            deliveries.Add(new Delivery(row, outcome));
        }
        return deliveries;
    }

    private async Task<Outcome> SendAsync(OutboxRow row, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(SendTimeout);
        try
        {
            await PublishAsync(row, limit.Token);
            return new Sent();
        }
        // The queue is not declared yet: its process starts for the first time.
        catch (MessageReturnedException)
        {
            log.LogWarning(
                "Nobody receives {MessageType} at {Destination} yet; {MessageId} stays in the outbox",
                row.MessageType, row.DestinationAddress, row.MessageId);
            return new Refused("no queue takes it", UnroutedAgainAfter(row.Attempts));
        }
        catch (Exception e) when (IsFaultOfRow(e))
        {
            return Faulty(row, e);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(
                "{MessageId} to {Destination} not sent yet: {Reason}",
                row.MessageId, row.DestinationAddress, e.Message);
            return new NoBroker();
        }
    }

    private async Task PublishAsync(OutboxRow row, CancellationToken cancel)
    {
        var message = new OutboxMessage(row);
        var address = message.DestinationAddress ?? throw new InvalidOperationException("the row has no destination");
        var endpoint = await bus.GetSendEndpoint(address);
        using var trace = new Trace(LogContext.Current?.StartOutboxDeliverActivity(message));
        await endpoint.Send(new SerializedMessageBody(), new OutboxMessageSendPipe(message, address), cancel);
    }

    private Refused Faulty(OutboxRow row, Exception e)
    {
        var last = row.Attempts + 1 >= GiveUpAfter;
        log.Log(
            last ? LogLevel.Error : LogLevel.Warning,
            e,
            "{MessageId} to {Destination} cannot be sent{GivenUp}",
            row.MessageId,
            row.DestinationAddress,
            last ? " and is given up: it stays in the outbox, not due" : "");
        return new Refused(e.Message, last ? null : FaultyAgainAfter);
    }

    /// <summary>From half a second, doubled each time, to ten seconds.</summary>
    private static TimeSpan UnroutedAgainAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(10, 0.5 * Math.Pow(2, Math.Min(attempts, 10))));

    /// <summary>The row itself is wrong; anything else is taken for a broken line, which will be mended.</summary>
    private static bool IsFaultOfRow(Exception e) => e switch
    {
        SerializationException or JsonException or FormatException or ArgumentException => true,
        // An InvalidOperationException too, but of a connection that is closing.
        ObjectDisposedException => false,
        _ => e is InvalidOperationException,
    };

    private sealed class Trace(StartedActivity? activity) : IDisposable
    {
        public void Dispose() => activity?.Stop();
    }
}

using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Middleware;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

internal abstract record Outcome;

/// <summary>The broker has confirmed it.</summary>
internal sealed record Sent : Outcome;

/// <summary>No fault of the message: it stays as it is.</summary>
internal sealed record NoBroker : Outcome;

/// <summary>This message could not be sent; null means that it is given up.</summary>
internal sealed record Refused(string Reason, TimeSpan? TryAgainAfter) : Outcome;

/// <summary>Sends rows and awaits the broker's confirmation of each. The messages of one job to one place keep their order.</summary>
internal sealed class OutboxSender(IBus bus, ILogger<OutboxSender> log)
{
    private const int GiveUpAfter = 10;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<(OutboxRow Row, Outcome Outcome)>> SendAsync(IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        var ordered = rows.GroupBy(x => (x.CorrelationId ?? x.MessageId, x.DestinationAddress));
        return [.. (await Task.WhenAll(ordered.Select(group => InOrderAsync(group, stop)))).SelectMany(x => x)];
    }

    private async Task<List<(OutboxRow, Outcome)>> InOrderAsync(IEnumerable<OutboxRow> rows, CancellationToken stop)
    {
        var outcomes = new List<(OutboxRow, Outcome)>();
        foreach (var row in rows)
            outcomes.Add((row, outcomes is [.., (_, NoBroker)] ? new NoBroker() : await SendAsync(row, stop)));
        return outcomes;
    }

    private async Task<Outcome> SendAsync(OutboxRow row, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(SendLimit);
        try
        {
            var message = new OutboxMessage(row);
            var address = message.DestinationAddress ?? throw new InvalidOperationException("the row has no destination");
            var endpoint = await bus.GetSendEndpoint(address);
            using var trace = new Trace(LogContext.Current?.StartOutboxDeliverActivity(message));
            await endpoint.Send(new SerializedMessageBody(), new OutboxMessageSendPipe(message, address), limit.Token);
            return new Sent();
        }
        catch (MessageReturnedException)
        {
            log.LogWarning("Nobody receives {MessageType} at {Destination} yet; {MessageId} stays in the outbox", row.MessageType, row.DestinationAddress, row.MessageId);
            return new Refused("no queue takes it", TimeSpan.FromSeconds(Math.Min(10, 0.5 * Math.Pow(2, Math.Min(row.Attempts, 10)))));
        }
        catch (Exception e) when (IsItsOwnFault(e))
        {
            var last = row.Attempts + 1 >= GiveUpAfter;
            log.Log(last ? LogLevel.Error : LogLevel.Warning, e, "{MessageId} to {Destination} cannot be sent{GivenUp}",
                row.MessageId, row.DestinationAddress, last ? " and is given up: it stays in the outbox, not due" : "");
            return new Refused(e.Message, last ? null : TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("{MessageId} to {Destination} not sent yet: {Reason}", row.MessageId, row.DestinationAddress, e.Message);
            return new NoBroker();
        }
    }

    /// <summary>The row itself is wrong; anything else is taken for a broken line, which will be mended.</summary>
    private static bool IsItsOwnFault(Exception e) =>
        e is SerializationException or JsonException or FormatException or ArgumentException or (InvalidOperationException and not ObjectDisposedException);

    private sealed class Trace(StartedActivity? activity) : IDisposable
    {
        public void Dispose() => activity?.Stop();
    }
}

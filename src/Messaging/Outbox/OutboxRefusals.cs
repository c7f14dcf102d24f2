using Microsoft.Extensions.Logging;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>Why a row could not be sent, and when it is tried again.</summary>
internal sealed class OutboxRefusals(ILogger<OutboxRefusals> log)
{
    // With the wait below, somewhat less than a minute: a row that is wrong does not mend.
    private const int GiveUpAfter = 10;
    private static readonly TimeSpan FaultyAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>The queue is not declared yet: its process starts for the first time. Tried again for ever.</summary>
    public Refused Unrouted(OutboxRow row)
    {
        log.LogWarning(
            "Nobody receives {MessageType} at {Destination} yet; {MessageId} stays in the outbox",
            row.MessageType, row.DestinationAddress, row.MessageId);
        return new Refused("no queue takes it", SoonAfter(row.Attempts));
    }

    /// <summary>One of ours is not declared yet; any other is an address that is wrong.</summary>
    public Refused NoExchange(OutboxRow row, string exchange)
    {
        var ours = Queues.All.Contains(exchange) || exchange.StartsWith("workers.", StringComparison.Ordinal);
        return ours ? Unrouted(row) : Faulty(row, $"the broker has no exchange '{exchange}'");
    }

    /// <summary>The queue is full, or has no majority.</summary>
    public Refused NotTaken(OutboxRow row)
    {
        log.LogWarning(
            "The broker cannot take {MessageId} to {Destination} now", row.MessageId, row.DestinationAddress);
        return new Refused("the broker cannot take it now", SoonAfter(row.Attempts));
    }

    /// <summary>Its queue does not answer, while others do.</summary>
    public Refused Unanswered(OutboxRow row)
    {
        log.LogWarning("{MessageId} to {Destination} not confirmed in time", row.MessageId, row.DestinationAddress);
        return new Refused("not confirmed in time", SoonAfter(row.Attempts));
    }

    public Refused TooLarge(OutboxRow row, int bytes) =>
        GivenUp(row, $"{bytes} bytes are more than the broker takes ({MessageLimits.Broker})");

    /// <summary>Something is wrong with it: tried ten times, then given up.</summary>
    public Refused Faulty(OutboxRow row, string reason)
    {
        if (row.Attempts + 1 >= GiveUpAfter)
            return GivenUp(row, reason);
        log.LogWarning("{MessageId} to {Destination} cannot be sent: {Reason}",
            row.MessageId, row.DestinationAddress, reason);
        return new Refused(reason, FaultyAgainAfter);
    }

    private Refused GivenUp(OutboxRow row, string reason)
    {
        log.LogError(
            "{MessageId} to {Destination} cannot be sent and is given up: it stays in the outbox, not due: {Reason}",
            row.MessageId, row.DestinationAddress, reason);
        return new Refused(reason, TryAgainAfter: null);
    }

    /// <summary>From half a second, doubled each time, to ten seconds.</summary>
    private static TimeSpan SoonAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(10, 0.5 * Math.Pow(2, Math.Min(attempts, 10))));
}

using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Sends rows and awaits the broker's confirmation of each. The messages of one job to one place keep their order;
/// others do not wait for each other. When the broker closes the channel because of one, those that were on it are sent
/// again alone, so that only the one to blame is refused.
/// </summary>
internal sealed class OutboxSender(
    BrokerLine line, OutboxPublisher publisher, OutboxRefusals refusals, TimeProvider time)
{
    // Of sending suspects one by one: what is left then waits for the next turn.
    private static readonly TimeSpan MaxAlone = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        var together = await SendTogetherAsync(rows, stop);
        var result = new List<Delivery>(rows.Count);
        var alone = time.GetTimestamp();
        // In the order of the rows.
        foreach (var delivery in together.OrderBy(x => x.Row.Id))
        {
            var outcome = delivery.Outcome;
            if (outcome is Suspect)
                outcome = await SendAloneAsync(delivery.Row, time.GetElapsedTime(alone) > MaxAlone, stop);
            result.Add(delivery with { Outcome = outcome });
        }
        var gotThrough = result.Any(x => x.Outcome is Sent);
        if (!gotThrough && result.Any(x => x.Outcome is NoBroker or NoAnswer))
            // Perhaps it is the line: the next turn has a new one.
            await line.DropAsync();
        return [.. result.Select(x => x with { Outcome = Settle(x, gotThrough) })];
    }

    private async Task<IReadOnlyList<Delivery>> SendTogetherAsync(
        IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
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
            // Once there is no answer the rest waits: a later message must not overtake.
            if (outcome is Sent or Refused)
                outcome = await publisher.PublishAsync(row, stop);
            deliveries.Add(new Delivery(row, outcome));
        }
        return deliveries;
    }

    private async Task<Outcome> SendAloneAsync(OutboxRow row, bool late, CancellationToken stop)
    {
        if (late)
            return new NoBroker();
        var outcome = await publisher.PublishAsync(row, stop);
        // Nobody else was on the channel.
        return outcome is Suspect suspect ? refusals.Faulty(row, suspect.Reason) : outcome;
    }

    /// <summary>
    /// No answer to one message while others got through: something is wrong with where it goes, and the others go
    /// first. No answer to any: the broker is away, and that is nobody's fault.
    /// </summary>
    private Outcome Settle(Delivery delivery, bool gotThrough)
    {
        if (delivery.Outcome is not NoAnswer)
            return delivery.Outcome;
        return gotThrough ? refusals.Unanswered(delivery.Row) : new NoBroker();
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Sends committed outbox rows as soon as it is woken; a slow poll is only the net below. A turn that hangs is
/// abandoned: its connection is closed, which frees the rows that it had locked, and the next one begins.
/// </summary>
internal sealed class OutboxDeliverer(
    CommitDatabase database,
    BrokerLine line,
    OutboxSender sender,
    OutboxSignal signal,
    OutboxPulse pulse,
    ILogger<OutboxDeliverer> log) : BackgroundService
{
    // What one transaction locks: if the process dies, at most so many are sent again.
    private const int BatchSize = 200;
    // Only for a lost notification; mostly the signal comes first.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    // Every wait in a turn has a limit of its own; this is for the one that we did not think of.
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        // Not in the start of the host.
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            pulse.Beat();
            try
            {
                var pause = await TakeTurnAsync(stop);
                await signal.WaitAsync(pause, stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("Outbox not delivered, tried again soon: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<TimeSpan> TakeTurnAsync(CancellationToken stop)
    {
        var connection = await database.Source.OpenConnectionAsync(stop);
        var turn = DeliverAsync(connection, stop);
        try
        {
            return await turn.WaitAsync(TurnLimit, stop);
        }
        catch (TimeoutException) when (!turn.IsCompleted)
        {
            log.LogError("A turn of the outbox hangs for {Limit} and is abandoned", TurnLimit);
            await line.DropAsync();
            throw;
        }
        finally
        {
            // Also when the turn hangs: the rows that it has locked are free again.
            await connection.DisposeAsync();
        }
    }

    /// <summary>Delivers one batch.</summary>
    /// <returns>How long there is nothing to do unless the signal comes.</returns>
    /// <exception cref="TimeoutException">The broker does not answer; what it has confirmed is noted.</exception>
    private async Task<TimeSpan> DeliverAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await OutboxTable.TakeDueAsync(connection, BatchSize, stop);
        if (rows.Count == 0)
        {
            var next = await OutboxTable.UntilNextAsync(connection, stop);
            // Delayed messages: the next one may be due before the poll.
            return next < PollInterval ? next.Value : PollInterval;
        }
        var deliveries = await sender.SendAsync(rows, stop);
        await NoteAsync(connection, deliveries, stop);
        // If the process dies before this line, the rows are sent once more, and the inbox drops them.
        await transaction.CommitAsync(stop);
        if (deliveries.Any(x => x.Outcome is NoBroker))
            // After the commit, so that what was confirmed before is not sent again.
            throw new TimeoutException("the broker does not answer");
        return TimeSpan.Zero;
    }

    private static async Task NoteAsync(
        NpgsqlConnection connection, IReadOnlyList<Delivery> deliveries, CancellationToken stop)
    {
        var sent = deliveries.Where(x => x.Outcome is Sent).Select(x => x.Row.Id).ToArray();
        // Not kept: what is confirmed is the broker's to keep.
        await OutboxTable.DeleteAsync(connection, sent, stop);
        foreach (var (row, outcome) in deliveries)
        {
            if (outcome is Refused refused)
                await OutboxTable.PostponeAsync(connection, row.Id, refused.Reason, refused.TryAgainAfter, stop);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Messaging.Transactions;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>Passes on the database's notifications of new outbox rows, whoever wrote them.</summary>
internal sealed class OutboxListener(CommitDatabase database, OutboxSignal signal, ILogger<OutboxListener> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogWarning("The outbox is not listened to, and polled meanwhile: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        connection.Notification += (_, _) => signal.Set();
        await using (var listen = new NpgsqlCommand($"LISTEN {OutboxRow.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stop);
        // For what was written while nobody listened.
        signal.Set();
        while (!stop.IsCancellationRequested)
        {
            if (await connection.WaitAsync(TimeSpan.FromSeconds(30), stop))
                continue;
            // Nothing came: a half-open connection shows itself when it is asked.
            await using var probe = new NpgsqlCommand("SELECT 1", connection);
            await probe.ExecuteNonQueryAsync(stop);
        }
    }
}

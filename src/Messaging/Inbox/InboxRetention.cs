using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Inbox;

/// <summary>Forgets old inbox rows, once an hour.</summary>
internal sealed class InboxRetention(
    CommitDatabase database, TimeSpan window, TimeProvider time, ILogger<InboxRetention> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stop))
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stop);
                var forgotten = await InboxTable.CleanAsync(connection, window, stop);
                log.LogInformation("Inbox: {Rows} rows older than {Window} forgotten", forgotten, window);
            }
            // Old rows do no harm for another hour.
            catch (NpgsqlException e)
            {
                log.LogWarning("Inbox not cleaned, tried again in an hour: {Reason}", e.Message);
            }
        }
    }
}

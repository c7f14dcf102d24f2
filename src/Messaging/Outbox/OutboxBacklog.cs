using Npgsql;

namespace Workers.Messaging.Outbox;

/// <summary>What waits in an outbox.</summary>
/// <param name="Oldest">How long the oldest message waits that is due; zero if none is.</param>
/// <param name="GivenUp">Messages that could not be sent and are not tried again.</param>
public sealed record OutboxBacklog(TimeSpan Oldest, long GivenUp)
{
    /// <summary>Reads it, in the database's time.</summary>
    public static async Task<OutboxBacklog> ReadAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await OutboxTable.BacklogAsync(connection, cancel);
    }
}

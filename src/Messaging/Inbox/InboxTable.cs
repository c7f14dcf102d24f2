using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Inbox;

/// <summary>All SQL on the inbox.</summary>
public static class InboxTable
{
    private const string Table = MessageTables.Schema + ".inbox";

    /// <summary>
    /// Notes a message as consumed; false if it was already. A concurrent duplicate waits here until the first one
    /// commits or rolls back.
    /// </summary>
    /// <param name="locks">
    /// How long this transaction waits for a lock, here and later; null: as long as it takes.
    /// </param>
    internal static async Task<bool> AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid messageId,
        Guid consumerId,
        TimeSpan? locks,
        CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (locks is { } limit)
            batch.BatchCommands.Add(new($"SET LOCAL lock_timeout = {limit.TotalMilliseconds:F0}"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"""
            INSERT INTO {Table} (message_id, consumer_id, consumed_at) VALUES ($1, $2, now())
            ON CONFLICT DO NOTHING
            """)
        {
            Parameters = { new() { Value = messageId }, new() { Value = consumerId } },
        });
        await batch.ExecuteNonQueryAsync(cancel);
        // No row: another delivery has committed it.
        return batch.BatchCommands[^1].RecordsAffected == 1;
    }

    /// <summary>True if the message was consumed.</summary>
    internal static async Task<bool> HasAsync(
        NpgsqlConnection connection, Guid messageId, Guid consumerId, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT 1 FROM {Table} WHERE message_id = $1 AND consumer_id = $2", connection)
        {
            Parameters = { new() { Value = messageId }, new() { Value = consumerId } },
        };
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>
    /// Takes back that a message was consumed, in the transaction that consumes it: sent again under the same id,
    /// it is new.
    /// </summary>
    public static Task ForgetAsync(DbContext db, Guid messageId, CancellationToken cancel) =>
        // The table's name is a constant, the id a parameter.
        db.Database.ExecuteSqlRawAsync($"DELETE FROM {Table} WHERE message_id = {{0}}", [messageId], cancel);

    /// <summary>Forgets messages consumed longer ago than the window, in the database's time.</summary>
    /// <returns>How many.</returns>
    internal static async Task<int> CleanAsync(NpgsqlConnection connection, TimeSpan window, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"DELETE FROM {Table} WHERE consumed_at < now() - $1", connection)
        {
            Parameters = { new() { Value = window } },
        };
        return await command.ExecuteNonQueryAsync(cancel);
    }
}

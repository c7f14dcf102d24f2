using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Messaging.Transactions;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Inbox;

/// <summary>What tells a repetition from another message that uses the same id.</summary>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Body">Hash of its body.</param>
public readonly record struct DoorKey(Guid MessageId, Guid Body);

/// <summary>Whether a message came before.</summary>
public enum DoorSeen
{
    /// <summary>It did not.</summary>
    Never,

    /// <summary>The same message did.</summary>
    Before,

    /// <summary>Another message with this id did.</summary>
    WithAnotherBody,
}

/// <summary>
/// The inbox of the doors: a row for the id of a message that was taken, and one for its id and body together. Only
/// what is taken has rows: what is refused may come again.
/// </summary>
public static class DoorInbox
{
    private const string Inbox = MessageTables.Schema + ".inbox";
    private static readonly Guid Ids = ConsumerId.From("doors", "id");
    private static readonly Guid Bodies = ConsumerId.From("doors", "body");

    /// <summary>Whether it came before, as things stand.</summary>
    public static async Task<DoorSeen> LookAsync(DbContext db, DoorKey key, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                SELECT
                    EXISTS (SELECT FROM {Inbox} WHERE message_id = $1 AND consumer_id = $2),
                    EXISTS (SELECT FROM {Inbox} WHERE message_id = $3 AND consumer_id = $4)
                """,
                db.Connection());
            foreach (var value in new[] { key.MessageId, Ids, Both(key), Bodies })
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using var found = await command.ExecuteReaderAsync(cancel);
            await found.ReadAsync(cancel);
            var (id, body) = (found.GetBoolean(0), found.GetBoolean(1));
            return !id ? DoorSeen.Never : body ? DoorSeen.Before : DoorSeen.WithAnotherBody;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Notes, in the current transaction, that it was taken.</summary>
    /// <returns>False if a message with this id was taken meanwhile: look again.</returns>
    public static async Task<bool> AddAsync(DbContext db, DoorKey key, CancellationToken cancel)
    {
        var (connection, transaction) = (db.Connection(), db.Transaction());
        if (!await InboxTable.AddAsync(connection, transaction, key.MessageId, Ids, locks: null, cancel))
            return false;
        // There already if it was forgotten because the saga had no room for it then.
        await InboxTable.AddAsync(connection, transaction, Both(key), Bodies, locks: null, cancel);
        return true;
    }

    /// <summary>Id and body in one: the exclusive or of two hashes.</summary>
    private static Guid Both(DoorKey key)
    {
        var both = key.Body.ToByteArray();
        var id = key.MessageId.ToByteArray();
        for (var i = 0; i < both.Length; i++)
            both[i] ^= id[i];
        // Without an id of its own both are the same.
        return key.MessageId == key.Body ? key.Body : new Guid(both);
    }
}

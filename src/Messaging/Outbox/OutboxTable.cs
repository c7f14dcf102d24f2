using Npgsql;
using NpgsqlTypes;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>All SQL on the outbox. Times are the database's: a row is due when the database says so.</summary>
internal static class OutboxTable
{
    private const string Table = MessageTables.Schema + ".outbox";

    // In the order of Insert and of Read below.
    private const string Columns =
        "message_id, conversation_id, correlation_id, initiator_id, request_id, "
        + "source_address, destination_address, response_address, fault_address, "
        + "content_type, message_type, body, headers, properties, sent_at, expires_at, schedule_token";

    /// <summary>Writes messages in their order, in one round trip.</summary>
    public static async Task InsertAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        IReadOnlyList<CapturedMessage> messages,
        CancellationToken cancel)
    {
        if (messages.Count == 0)
            return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var message in messages)
            batch.BatchCommands.Add(Insert(message));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Locks messages that are due and that no other deliverer has, oldest first. The transaction's commit need not
    /// reach the disk: if it is lost, messages are sent again, and the inbox drops them.
    /// </summary>
    public static async Task<List<OutboxRow>> TakeDueAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancel)
    {
        // SKIP LOCKED: two deliverers share the rows instead of waiting for each other.
        await using var command = new NpgsqlCommand(
            $"""
            SET LOCAL synchronous_commit = off;
            SELECT {Columns}, id, attempts FROM {Table}
            WHERE due_at <= now() ORDER BY due_at, id LIMIT {limit} FOR UPDATE SKIP LOCKED
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(Read(reader));
        return rows;
    }

    /// <summary>Removes messages that the broker has confirmed.</summary>
    public static Task DeleteAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancel) =>
        ExecuteAsync(
            connection,
            $"DELETE FROM {Table} WHERE id = ANY($1)",
            [Value(ids, NpgsqlDbType.Array | NpgsqlDbType.Bigint)],
            cancel);

    /// <summary>Notes a failure; the message is tried again after the wait, or never if there is none.</summary>
    public static Task PostponeAsync(
        NpgsqlConnection connection, long id, string error, TimeSpan? wait, CancellationToken cancel) =>
        ExecuteAsync(
            connection,
            $"""
            UPDATE {Table}
            SET attempts = attempts + 1, last_error = $2, due_at = coalesce(now() + $3, 'infinity')
            WHERE id = $1
            """,
            [Value(id, NpgsqlDbType.Bigint), Value(error, NpgsqlDbType.Text), Value(wait, NpgsqlDbType.Interval)],
            cancel);

    /// <summary>Takes scheduled messages back.</summary>
    public static Task CancelAsync(NpgsqlConnection connection, Guid token, CancellationToken cancel) =>
        ExecuteAsync(
            connection,
            $"DELETE FROM {Table} WHERE schedule_token = $1",
            [Value(token, NpgsqlDbType.Uuid)],
            cancel);

    /// <summary>How long until the next message is due; null if there is none.</summary>
    public static async Task<TimeSpan?> UntilNextAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT min(due_at) - now() FROM {Table} WHERE due_at > now() AND due_at < 'infinity'", connection);
        return await command.ExecuteScalarAsync(cancel) as TimeSpan?;
    }

    /// <summary>Age of the oldest message that is due, and how many have been given up.</summary>
    public static async Task<OutboxBacklog> BacklogAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT coalesce(now() - min(CASE WHEN attempts = 0 THEN due_at ELSE sent_at END)
                                FILTER (WHERE due_at <= now() OR (attempts > 0 AND due_at < 'infinity')), '0'),
                   count(*) FILTER (WHERE due_at = 'infinity')
            FROM {Table}
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new OutboxBacklog(reader.GetTimeSpan(0), reader.GetInt64(1));
    }

    private static NpgsqlBatchCommand Insert(CapturedMessage message)
    {
        var row = message.Row;
        // When it is due is computed by the database: clocks of processes differ.
        return new NpgsqlBatchCommand(
            $"""
            INSERT INTO {Table} ({Columns}, due_at, attempts)
            VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17, now() + $18, 0)
            """)
        {
            Parameters =
            {
                Value(row.MessageId, NpgsqlDbType.Uuid),
                Value(row.ConversationId, NpgsqlDbType.Uuid),
                Value(row.CorrelationId, NpgsqlDbType.Uuid),
                Value(row.InitiatorId, NpgsqlDbType.Uuid),
                Value(row.RequestId, NpgsqlDbType.Uuid),
                Value(row.SourceAddress, NpgsqlDbType.Text),
                Value(row.DestinationAddress, NpgsqlDbType.Text),
                Value(row.ResponseAddress, NpgsqlDbType.Text),
                Value(row.FaultAddress, NpgsqlDbType.Text),
                Value(row.ContentType, NpgsqlDbType.Text),
                Value(row.MessageType, NpgsqlDbType.Text),
                Value(row.Body, NpgsqlDbType.Text),
                Value(row.Headers, NpgsqlDbType.Text),
                Value(row.Properties, NpgsqlDbType.Text),
                Value(row.SentAt, NpgsqlDbType.TimestampTz),
                Value(row.ExpiresAt, NpgsqlDbType.TimestampTz),
                Value(row.ScheduleToken, NpgsqlDbType.Uuid),
                Value(message.Delay, NpgsqlDbType.Interval),
            },
        };
    }

    private static OutboxRow Read(NpgsqlDataReader reader)
    {
        var at = 0;
        return new OutboxRow
        {
            MessageId = reader.GetGuid(at++),
            ConversationId = Id(reader, at++),
            CorrelationId = Id(reader, at++),
            InitiatorId = Id(reader, at++),
            RequestId = Id(reader, at++),
            SourceAddress = Text(reader, at++),
            DestinationAddress = Text(reader, at++),
            ResponseAddress = Text(reader, at++),
            FaultAddress = Text(reader, at++),
            ContentType = reader.GetString(at++),
            MessageType = reader.GetString(at++),
            Body = reader.GetString(at++),
            Headers = Text(reader, at++),
            Properties = Text(reader, at++),
            SentAt = reader.GetDateTime(at++),
            ExpiresAt = Time(reader, at++),
            ScheduleToken = Id(reader, at++),
            Id = reader.GetInt64(at++),
            Attempts = reader.GetInt32(at),
        };
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlParameter Value(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Guid? Id(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetGuid(at);

    private static string? Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static DateTime? Time(NpgsqlDataReader reader, int at) =>
        reader.IsDBNull(at) ? null : reader.GetDateTime(at);
}

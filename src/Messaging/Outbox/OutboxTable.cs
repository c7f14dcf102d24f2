using Npgsql;
using NpgsqlTypes;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>All SQL on the outbox. Times are the database's: a row is due when the database says so.</summary>
internal static class OutboxTable
{
    private const string Table = MessageTables.Schema + ".outbox";

    private const string Columns =
        "message_id, conversation_id, correlation_id, initiator_id, request_id, source_address, destination_address, response_address, " +
        "fault_address, content_type, message_type, body, headers, properties, sent_at, expires_at, schedule_token";

    /// <summary>Writes messages in their order, in one round trip.</summary>
    public static async Task InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<CapturedMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (row, delay) in messages)
        {
            var insert = new NpgsqlBatchCommand(
                $"INSERT INTO {Table} ({Columns}, due_at, attempts) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17, now() + $18, 0)");
            foreach (var id in new[] { row.MessageId, row.ConversationId, row.CorrelationId, row.InitiatorId, row.RequestId })
                insert.Parameters.Add(Value(id, NpgsqlDbType.Uuid));
            foreach (var text in new[]
            {
                row.SourceAddress, row.DestinationAddress, row.ResponseAddress, row.FaultAddress,
                row.ContentType, row.MessageType, row.Body, row.Headers, row.Properties,
            })
                insert.Parameters.Add(Value(text, NpgsqlDbType.Text));
            insert.Parameters.Add(Value(row.SentAt, NpgsqlDbType.TimestampTz));
            insert.Parameters.Add(Value(row.ExpiresAt, NpgsqlDbType.TimestampTz));
            insert.Parameters.Add(Value(row.ScheduleToken, NpgsqlDbType.Uuid));
            insert.Parameters.Add(Value(delay, NpgsqlDbType.Interval));
            batch.BatchCommands.Add(insert);
        }
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Locks messages that are due and that no other deliverer has, oldest first. The transaction's commit need not reach the disk: if it is lost, messages are
    /// sent again, and the inbox drops them.
    /// </summary>
    public static async Task<List<OutboxRow>> TakeDueAsync(NpgsqlConnection connection, int limit, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"SET LOCAL synchronous_commit = off; SELECT {Columns}, id, attempts FROM {Table} WHERE due_at <= now() ORDER BY due_at, id LIMIT {limit} FOR UPDATE SKIP LOCKED", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancel))
        {
            var at = 0;
            rows.Add(new OutboxRow
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
                ExpiresAt = reader.IsDBNull(at++) ? null : reader.GetDateTime(at - 1),
                ScheduleToken = Id(reader, at++),
                Id = reader.GetInt64(at++),
                Attempts = reader.GetInt32(at),
            });
        }
        return rows;
    }

    /// <summary>Removes messages that the broker has confirmed.</summary>
    public static Task DeleteAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancel) =>
        ExecuteAsync(connection, $"DELETE FROM {Table} WHERE id = ANY($1)", [Value(ids, NpgsqlDbType.Array | NpgsqlDbType.Bigint)], cancel);

    /// <summary>Notes a failure; the message is tried again after the wait, or never if there is none.</summary>
    public static Task PostponeAsync(NpgsqlConnection connection, long id, string error, TimeSpan? wait, CancellationToken cancel) =>
        ExecuteAsync(connection,
            $"UPDATE {Table} SET attempts = attempts + 1, last_error = $2, due_at = coalesce(now() + $3, 'infinity') WHERE id = $1",
            [Value(id, NpgsqlDbType.Bigint), Value(error, NpgsqlDbType.Text), Value(wait, NpgsqlDbType.Interval)], cancel);

    /// <summary>Takes scheduled messages back.</summary>
    public static Task CancelAsync(NpgsqlConnection connection, Guid token, CancellationToken cancel) =>
        ExecuteAsync(connection, $"DELETE FROM {Table} WHERE schedule_token = $1", [Value(token, NpgsqlDbType.Uuid)], cancel);

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

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlParameter Value(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Guid? Id(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetGuid(at);

    private static string? Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
}

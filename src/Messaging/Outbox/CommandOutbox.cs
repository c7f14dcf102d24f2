using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Messaging.Topology;
using Workers.Messaging.Transactions;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Sends to the saga without a bus, from the command line, a page or a door: the message becomes a row of the jobs
/// database's outbox, and the coordinator, woken by the database, sends it.
/// </summary>
/// <param name="jobs">The jobs database.</param>
/// <param name="time">Clock.</param>
public sealed class CommandOutbox(NpgsqlDataSource jobs, TimeProvider time)
{
    /// <summary>Sends a message of our own people, in a transaction of its own.</summary>
    /// <returns>Id of the message.</returns>
    public async Task<Guid> PublishAsync<T>(T message, CancellationToken cancel = default) where T : class
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var id = await PublishAsync(message, connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return id;
    }

    /// <summary>Sends a message of our own people, in the caller's transaction.</summary>
    /// <returns>Id of the message.</returns>
    public Task<Guid> PublishAsync<T>(
        T message, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel = default)
        where T : class =>
        SendAsync(message, origin: null, connection, transaction, cancel);

    /// <summary>Sends a message that came by a door, in the current transaction of a context.</summary>
    public Task SendAsync<T>(T message, CommandOrigin origin, DbContext db, CancellationToken cancel)
        where T : class =>
        SendAsync(message, origin, db.Connection(), db.Transaction(), cancel);

    /// <summary>Sends a command to the workers of a queue, in the current transaction of a context.</summary>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    public Task SendAsync<T>(string queue, T message, DbContext db, CancellationToken cancel)
        where T : class =>
        SendAsync(message, origin: null, db.Connection(), db.Transaction(), cancel, queue);

    private async Task<Guid> SendAsync<T>(
        T message,
        CommandOrigin? origin,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancel,
        string queue = Queues.RiskJob)
        where T : class
    {
        var context = new MessageSendContext<T>(message, cancel)
        {
            Serializer = SystemTextJsonMessageSerializer.Instance,
            // To the saga straight, not by a door: the exchanges of these messages belong to the doors of the platforms.
            DestinationAddress = Address.Exchange(queue),
            ConversationId = NewId.NextGuid(),
        };
        origin?.WriteTo(context);
        await OutboxTable.InsertAsync(connection, transaction, [CapturedMessage.From(context, time)], cancel);
        return context.MessageId!.Value;
    }
}

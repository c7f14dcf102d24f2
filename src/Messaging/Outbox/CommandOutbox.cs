using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using Npgsql;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Publishes without a bus, from the command line or a page: the message becomes a row of the jobs database's outbox,
/// and the coordinator, woken by the database, sends it.
/// </summary>
/// <param name="jobs">The jobs database.</param>
/// <param name="time">Clock.</param>
public sealed class CommandOutbox(NpgsqlDataSource jobs, TimeProvider time)
{
    /// <summary>Publishes a message in a transaction of its own.</summary>
    /// <returns>Id of the message.</returns>
    public async Task<Guid> PublishAsync<T>(T message, CancellationToken cancel = default) where T : class
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var id = await PublishAsync(message, connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return id;
    }

    /// <summary>Publishes a message in the caller's transaction.</summary>
    /// <returns>Id of the message.</returns>
    public async Task<Guid> PublishAsync<T>(
        T message, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel = default)
        where T : class
    {
        var context = new MessageSendContext<T>(message, cancel)
        {
            Serializer = SystemTextJsonMessageSerializer.Instance,
            DestinationAddress = Address.Exchange(EntityNames.Of(typeof(T))),
            ConversationId = NewId.NextGuid(),
            IsPublish = true,
        };
        await OutboxTable.InsertAsync(connection, transaction, [CapturedMessage.From(context, time)], cancel);
        return context.MessageId!.Value;
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Topology;
using Workers.Storage.Jobs;

namespace Workers.Cli.Jobs;

/// <summary>Commits a message to the outbox of the jobs database, in MassTransit's envelope; the Coordinator sends it on, mandatory and confirmed.</summary>
public sealed class OutboxPublisher(IDbContextFactory<JobsDb> database)
{
    private const string ContentType = "application/vnd.masstransit+json";

    public async Task PublishAsync<T>(T message, CancellationToken cancel) where T : class
    {
        var id = Guid.NewGuid();
        var urn = $"urn:message:{typeof(T).Namespace}:{typeof(T).Name}";
        var destination = $"exchange:{EntityNames.Of(typeof(T))}";
        var body = JsonSerializer.Serialize(new { messageId = id, conversationId = id, messageType = new[] { urn }, message }, JsonSerializerOptions.Web);
        await using var db = await database.CreateDbContextAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO messaging.outbox (message_id, conversation_id, destination_address, content_type, message_type, body, sent_at, due_at, attempts)
            VALUES ({id}, {id}, {destination}, {ContentType}, {urn}, {body}, now(), now(), 0)
            """, cancel);
    }
}

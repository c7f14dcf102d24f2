using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>A letter whose body people have changed: a new message, linked to the one that it replaces.</summary>
internal static class EditedLetter
{
    private const string Replaces = "Workers-Replaces";

    public static LetterRow Of(LetterRow original, byte[] body, DateTimeOffset now)
    {
        var message = NewId.NextGuid();
        var envelope = Envelope.Read(body, null);
        var id = Guid.NewGuid();
        return new LetterRow
        {
            Id = id,
            TakenAt = now,
            DiedAt = original.DiedAt,
            Queue = original.Queue,
            SourceQueue = original.SourceQueue,
            MessageId = message,
            MessageType = original.MessageType,
            JobId = envelope.JobId,
            Attempt = envelope.Attempt,
            HoldsJob = original.HoldsJob && envelope.JobId == original.JobId,
            Code = original.Code,
            ExceptionType = original.ExceptionType,
            Reason = original.Reason,
            Causes = original.Causes,
            Stack = original.Stack,
            Place = original.Place,
            Fingerprint = original.Fingerprint,
            Headers = Change(original.Headers, headers =>
            {
                headers[Replaces] = $"{original.MessageId}";
                // Inboxes would know it by the old id.
                headers.Remove(DeadHeaders.OriginalMessageId);
                if (headers.ContainsKey("MessageId")) headers["MessageId"] = $"{message}";
            }),
            Properties = Change(original.Properties, properties => properties["messageId"] = $"{message}"),
            ContentType = original.ContentType,
            Body = WithId(body, message),
            BodyBytes = body.Length,
            State = LetterState.Open,
            StateSince = now,
            PreviousId = original.Id,
            Replays = original.Replays,
            DeliveryKey = $"edited {id}",
        };
    }

    private static byte[] WithId(byte[] body, Guid message)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject envelope || !envelope.ContainsKey("messageId"))
                return body;
            envelope["messageId"] = $"{message}";
            return JsonSerializer.SerializeToUtf8Bytes(envelope, Json.Options);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string Change(string json, Action<JsonObject> change)
    {
        var values = JsonNode.Parse(json)!.AsObject();
        change(values);
        return values.ToJsonString(Json.Options);
    }
}

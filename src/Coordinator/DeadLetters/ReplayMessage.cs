using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.DeadLetters;

/// <summary>A letter as it is sent again: the message itself, without what its death has left on it.</summary>
internal sealed record ReplayMessage(BasicProperties Properties, byte[] Body)
{
    public static ReplayMessage Of(LetterRow letter)
    {
        var said = JsonSerializer.Deserialize<Dictionary<string, string>>(letter.Properties) ?? [];
        var properties = new BasicProperties
        {
            Persistent = true,
            Headers = HeadersOf(letter),
        };
        if (said.TryGetValue("messageId", out var id)) properties.MessageId = id;
        if (said.TryGetValue("correlationId", out var correlation)) properties.CorrelationId = correlation;
        if (said.TryGetValue("contentType", out var content)) properties.ContentType = content;
        if (said.TryGetValue("contentEncoding", out var encoding)) properties.ContentEncoding = encoding;
        if (said.TryGetValue("type", out var type)) properties.Type = type;
        if (said.TryGetValue("replyTo", out var reply)) properties.ReplyTo = reply;
        return new ReplayMessage(properties, Clean(letter.Body));
    }

    /// <summary>Without the count of redeliveries in the envelope: else none would be left.</summary>
    public static byte[] Clean(byte[] body)
    {
        if (body.AsSpan().IndexOf("MT-Redelivery-Count"u8) < 0)
            return body;
        try
        {
            if (JsonNode.Parse(body) is not JsonObject envelope || envelope["headers"] is not JsonObject headers)
                return body;
            headers.Remove(DeadHeaders.RedeliveryCount);
            return JsonSerializer.SerializeToUtf8Bytes(envelope, Json.Options);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static Dictionary<string, object?> HeadersOf(LetterRow letter)
    {
        using var stored = JsonDocument.Parse(letter.Headers);
        var headers = stored.RootElement.EnumerateObject()
            .Where(header => !DeadHeaders.IsOfItsDeath(header.Name))
            .Select(header => (header.Name, Value: Plain(header.Value)))
            .Where(header => header.Value is not null)
            .ToDictionary(header => header.Name, header => header.Value);
        headers[DeadHeaders.ReplayOf] = $"{letter.Id}";
        return headers;
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

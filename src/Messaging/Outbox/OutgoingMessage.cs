using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>A row as the broker takes it.</summary>
/// <param name="Exchange">Where it goes; empty: straight to the queue that the key names.</param>
/// <param name="Mandatory">Whether a queue must take it.</param>
internal sealed record OutgoingMessage(
    string Exchange, string RoutingKey, bool Mandatory, BasicProperties Properties, byte[] Body)
{
    /// <exception cref="Exception">The row is wrong: a JSON, format or argument exception.</exception>
    public static OutgoingMessage From(OutboxRow row, DateTime now)
    {
        var address = new Uri(row.DestinationAddress ?? throw new ArgumentException("the row has no destination"));
        var isQueue = address.Scheme == "queue";
        var name = NameIn(address);
        var properties = new BasicProperties
        {
            ContentType = row.ContentType,
            MessageId = row.MessageId.ToString(),
            CorrelationId = row.CorrelationId?.ToString(),
            DeliveryMode = DeliveryModes.Persistent,
            Headers = HeadersIn(row.Headers),
        };
        if (row.ExpiresAt is { } expires)
            properties.Expiration = Milliseconds(expires.ToUniversalTime() - now);
        return new OutgoingMessage(
            isQueue ? "" : name,
            isQueue ? name : "",
            IsMandatory(row.Properties),
            properties,
            Encoding.UTF8.GetBytes(row.Body));
    }

    private static string NameIn(Uri address) => address.Scheme switch
    {
        // Both are written without slashes: exchange:name.
        "exchange" or "queue" => Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
        "rabbitmq" or "rabbitmqs" => address.QueueName(),
        _ => throw new ArgumentException($"'{address}' is no address of the broker"),
    };

    private static bool IsMandatory(string? properties)
    {
        if (properties is null)
            return false;
        using var json = JsonDocument.Parse(properties);
        return json.RootElement.EnumerateObject().Any(x =>
            x.Name.Equals("Mandatory", StringComparison.OrdinalIgnoreCase) && x.Value.ValueKind == JsonValueKind.True);
    }

    private static Dictionary<string, object?> HeadersIn(string? headers)
    {
        if (headers is null)
            return [];
        using var json = JsonDocument.Parse(headers);
        return json.RootElement.EnumerateObject()
            .Where(x => x.Value.ValueKind is not JsonValueKind.Null)
            .ToDictionary(x => x.Name, x => (object?)TextOf(x.Value));
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Milliseconds(TimeSpan left) =>
        Math.Max(1, left.TotalMilliseconds).ToString("F0", CultureInfo.InvariantCulture);
}

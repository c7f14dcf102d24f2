using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Workers.Coordinator.DeadLetters;

/// <summary>A message as it lies in a queue of what was set aside.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Headers">Its headers as text, numbers, lists and dictionaries.</param>
/// <param name="Properties">What the broker's protocol says of it, such as <c>messageId</c>.</param>
internal sealed record DeadMessage(
    string Queue,
    IReadOnlyDictionary<string, object?> Headers,
    IReadOnlyDictionary<string, string> Properties,
    byte[] Body)
{
    public static DeadMessage From(string queue, BasicDeliverEventArgs delivery) => new(
        queue,
        (delivery.BasicProperties.Headers ?? new Dictionary<string, object?>())
            .ToDictionary(x => Storable(x.Key), x => Plain(x.Value)),
        PropertiesOf(delivery.BasicProperties),
        delivery.Body.ToArray());

    /// <summary>A header that is text.</summary>
    public string? Text(string header) => Headers.GetValueOrDefault(header) as string;

    /// <summary>What PostgreSQL can keep: text without NUL.</summary>
    public static string Storable(string text) => text.Replace('\0', '\uFFFD');

    private static Dictionary<string, string> PropertiesOf(IReadOnlyBasicProperties properties)
    {
        var said = new Dictionary<string, string?>
        {
            ["messageId"] = properties.MessageId,
            ["correlationId"] = properties.CorrelationId,
            ["contentType"] = properties.ContentType,
            ["contentEncoding"] = properties.ContentEncoding,
            ["type"] = properties.Type,
            ["replyTo"] = properties.ReplyTo,
        };
        return said.Where(x => x.Value is not null).ToDictionary(x => x.Key, x => Storable(x.Value!));
    }

    /// <summary>The broker's text comes as bytes, its times as seconds.</summary>
    private static object? Plain(object? value) => value switch
    {
        byte[] bytes => Storable(Encoding.UTF8.GetString(bytes)),
        string text => Storable(text),
        AmqpTimestamp time => DateTimeOffset.FromUnixTimeSeconds(time.UnixTime),
        IDictionary<string, object?> table => table.ToDictionary(x => Storable(x.Key), x => Plain(x.Value)),
        IEnumerable<object?> list => list.Select(Plain).ToList(),
        bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => value,
        _ => null,
    };
}

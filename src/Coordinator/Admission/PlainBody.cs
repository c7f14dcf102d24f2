using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;

namespace Workers.Coordinator.Admission;

/// <summary>The body of a message, undecoded.</summary>
internal sealed record PlainRequest(string Body);

/// <summary>
/// Hands every body to the consumer as text, whatever it says it is: so a malformed one is answered instead of
/// dead-lettered. Without a usable <c>message_id</c> the message takes its id from that text or from the body, so that
/// a repetition is still recognized.
/// </summary>
internal sealed class PlainBody : IMessageDeserializer, ISerializerFactory
{
    public static void Only(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new SystemTextJsonMessageSerializerFactory());
        endpoint.AddDeserializer(new PlainBody(), isDefault: true);
    }

    public ContentType ContentType { get; } = new("application/json");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(
            receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        // Some programs begin UTF-8 with a byte order mark.
        var text = Encoding.UTF8.GetString(body.GetBytes()).TrimStart('\uFEFF');
        var ids = new DictionarySendHeaders();
        ids.Set(MessageHeaders.MessageId, MessageId(headers, text).ToString());
        return new SystemTextJsonRawSerializerContext(
            SystemTextJsonMessageSerializer.Instance,
            SystemTextJsonMessageSerializer.Options,
            ContentType,
            new RawMessageContext(ids, destinationAddress, 0),
            [MessageUrn.ForTypeString<PlainRequest>()],
            0,
            JsonSerializer.SerializeToElement(new PlainRequest(text), SystemTextJsonMessageSerializer.Options));
    }

    private static Guid MessageId(Headers headers, string body)
    {
        // A sender that gives no id may send again: the same text is then the same message, which the inbox knows.
        var given = headers.TryGetHeader(MessageHeaders.MessageId, out var value) ? value?.ToString() : null;
        return Guid.TryParse(given, out var id) && id != Guid.Empty
            ? id
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? body)).AsSpan(0, 16));
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public IMessageSerializer CreateSerializer() => SystemTextJsonMessageSerializer.Instance;

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => context.CreateScope("plainBody");
}

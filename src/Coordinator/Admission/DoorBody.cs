using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;

namespace Workers.Coordinator.Admission;

/// <summary>Something came to a door; what, is in the body of the message, which nobody has read yet.</summary>
internal sealed record Arrival;

/// <summary>
/// Lets everything in unread, whatever it says it is: the door reads the body itself, once, and answers what it cannot
/// read; MassTransit would set it aside without a word to the sender.
/// </summary>
internal sealed class DoorBody : IMessageDeserializer, ISerializerFactory
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new Arrival());

    public static void Only(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new SystemTextJsonMessageSerializerFactory());
        endpoint.AddDeserializer(new DoorBody(), isDefault: true);
    }

    public ContentType ContentType { get; } = new("application/json");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(
            receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new SystemTextJsonRawSerializerContext(
            SystemTextJsonMessageSerializer.Instance,
            SystemTextJsonMessageSerializer.Options,
            ContentType,
            new RawMessageContext(new DictionarySendHeaders(), destinationAddress, 0),
            [MessageUrn.ForTypeString<Arrival>()],
            0,
            Nothing);

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public IMessageSerializer CreateSerializer() => SystemTextJsonMessageSerializer.Instance;

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => context.CreateScope("doorBody");
}

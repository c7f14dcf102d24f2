using MassTransit;
using MassTransit.Metadata;
using MassTransit.Middleware;
using MassTransit.Serialization;
using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>A row as MassTransit's send pipe wants it.</summary>
internal sealed class OutboxMessage : OutboxMessageContext
{
    private static readonly IReadOnlyDictionary<string, object> None = new Dictionary<string, object>();
    private readonly OutboxRow _row;

    public OutboxMessage(OutboxRow row)
    {
        _row = row;
        IObjectDeserializer json = SystemTextJsonMessageSerializer.Instance;
        var headers = json.DeserializeDictionary<object?>(row.Headers);
        Headers = headers is null ? EmptyHeaders.Instance : new DictionarySendHeaders(headers!);
        Properties = json.DeserializeDictionary<object>(row.Properties) ?? None;
    }

    public long SequenceNumber => _row.Id;
    public Guid MessageId => _row.MessageId;
    Guid? MessageContext.MessageId => _row.MessageId;
    public string ContentType => _row.ContentType;
    public string MessageType => _row.MessageType;
    public string Body => _row.Body;
    public IReadOnlyDictionary<string, object> Properties { get; }
    public Guid? RequestId => _row.RequestId;
    public Guid? CorrelationId => _row.CorrelationId;
    public Guid? ConversationId => _row.ConversationId;
    public Guid? InitiatorId => _row.InitiatorId;
    public DateTime? ExpirationTime => _row.ExpiresAt;
    public Uri? SourceAddress => ToUri(_row.SourceAddress);
    public Uri? DestinationAddress => ToUri(_row.DestinationAddress);
    public Uri? ResponseAddress => ToUri(_row.ResponseAddress);
    public Uri? FaultAddress => ToUri(_row.FaultAddress);
    public DateTime? SentTime => _row.SentAt;
    public Headers Headers { get; }
    public HostInfo Host => HostMetadataCache.Host;

    private static Uri? ToUri(string? address) => address is null ? null : new Uri(address);
}

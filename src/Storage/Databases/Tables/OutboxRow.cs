namespace Workers.Storage.Databases.Tables;

/// <summary>
/// A message that is to be sent once the transaction that wrote it has committed; the row goes when the broker has
/// confirmed it.
/// </summary>
public sealed class OutboxRow
{
    /// <summary>Database channel that is notified at the commit of new rows (<c>LISTEN workers_outbox</c>).</summary>
    public const string Channel = "workers_outbox";

    /// <summary>Order of writing.</summary>
    public long Id { get; set; }
    public Guid MessageId { get; set; }
    public Guid? ConversationId { get; set; }
    public Guid? CorrelationId { get; set; }
    public Guid? InitiatorId { get; set; }
    public Guid? RequestId { get; set; }
    public string? SourceAddress { get; set; }
    public string? DestinationAddress { get; set; }
    public string? ResponseAddress { get; set; }
    public string? FaultAddress { get; set; }
    public string ContentType { get; set; } = "";
    public string MessageType { get; set; } = "";
    public string Body { get; set; } = "";
    public string? Headers { get; set; }
    public string? Properties { get; set; }

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; set; }

    /// <summary>UTC; visible to the deliverer from then on: delays are just this.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Names a scheduled message, so that it can be taken back.</summary>
    public Guid? ScheduleToken { get; set; }

    /// <summary>Deliveries that failed.</summary>
    public int Attempts { get; set; }
    public string? LastError { get; set; }
}

namespace Workers.Storage.Databases.Tables;

/// <summary>
/// A message that a consumer is done with; written in the same transaction as the consumer's other rows.
/// </summary>
public sealed class InboxRow
{
    /// <summary>Id of the message.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Which consumer: one message may have several.</summary>
    public Guid ConsumerId { get; set; }

    /// <summary>UTC, database time.</summary>
    public DateTime ConsumedAt { get; set; }
}

namespace Workers.Storage.Databases.Engine;

/// <summary>What a block of a calculation contributes to one loss type, until the merge.</summary>
public sealed class CalculatedBlockRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Block { get; set; }

    /// <summary>Position of the loss type.</summary>
    public int LossType { get; set; }

    /// <summary>Rows by event and aggregation in the payload.</summary>
    public int Rows { get; set; }

    /// <summary>Packed arrays (<c>PackedBlock</c>).</summary>
    public byte[] Payload { get; set; } = [];
}

/// <summary>A block that is done: it counts once, however often it was calculated.</summary>
public sealed class FinishedBlockRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Block { get; set; }

    /// <summary>What the work took.</summary>
    public double Seconds { get; set; }
    public DateTimeOffset FinishedAt { get; set; }
}

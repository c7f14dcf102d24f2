namespace Workers.Storage.Databases.Icebox;

/// <summary>A part of the results of an attempt, on their way to the icebox: planned, then copied once.</summary>
public sealed class ExportPartRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Part { get; set; }

    /// <summary>Tables that it is of: several whole ones, or a range of one.</summary>
    public string[] Tables { get; set; } = [];

    /// <summary>First key of the range, without job and attempt; null if the tables are whole.</summary>
    public int[]? FirstKey { get; set; }

    /// <summary>First key after the range; null if the rest of the table belongs to it.</summary>
    public int[]? EndKey { get; set; }

    /// <summary>Rows that the engine database has.</summary>
    public long Rows { get; set; }

    /// <summary>Bytes on the wire.</summary>
    public long Bytes { get; set; }

    /// <summary>When all its rows were there; null until then.</summary>
    public DateTimeOffset? CopiedAt { get; set; }
}

namespace Workers.Storage.Databases.Jobs;

/// <summary>One step of a job's timeline.</summary>
public sealed class JobTransitionRow
{
    public long Id { get; set; }
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public DateTimeOffset At { get; set; }

    /// <summary>The message or action that caused it.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Seconds spent in <see cref="From"/>.</summary>
    public double? Seconds { get; set; }

    /// <summary>Numbered error, JSON.</summary>
    public string? Error { get; set; }
}

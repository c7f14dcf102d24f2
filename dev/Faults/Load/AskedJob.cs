namespace Workers.Faults.Load;

/// <summary>A job that was asked for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Case">What was asked.</param>
public sealed record AskedJob(Guid Id, LoadCase Case)
{
    /// <summary>The state that it rests in; null while it is under way.</summary>
    public string? State { get; set; }

    /// <summary>Somebody asked for it to be cancelled, perhaps too late.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Seconds since the run began.</summary>
    public double AcceptedAt { get; set; }

    /// <summary>Seconds since the run began; the last time that it was seen to rest.</summary>
    public double RestedAt { get; set; }
}

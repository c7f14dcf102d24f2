namespace Workers.Messaging.Outbox;

/// <summary>Whether what delivers the outbox still goes round.</summary>
public sealed class OutboxPulse(TimeProvider time)
{
    // Longer than a turn may take.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private long _last = time.GetTimestamp();

    /// <summary>How long ago the last round began.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _last));

    /// <summary>It hangs: only a restart of the process helps.</summary>
    public bool IsStopped => Silence > Longest;

    internal void Beat() => Volatile.Write(ref _last, time.GetTimestamp());
}

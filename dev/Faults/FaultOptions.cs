namespace Workers.Faults;

/// <summary>What a run is to do.</summary>
public sealed record FaultOptions
{
    /// <summary>Draws faults, jobs and pauses: the same seed, the same order of faults in each lane.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long faults are injected.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Faults stop when so many jobs were asked for and rest.</summary>
    public int Jobs { get; init; } = 10_000;

    /// <summary>The broker is a cluster of three nodes, which die one at a time.</summary>
    public bool Cluster { get; init; }

    /// <summary>Part of the name of the kinds to inject; null: all.</summary>
    public string? Only { get; init; }
}

namespace Workers.Faults;

/// <summary>Settings of the processes in a run: shorter than by default, so that their ends are reached.</summary>
internal static class FaultSettings
{
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <summary>As the processes read them.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { ["WORKERS_SILENCE_SECONDS"] = $"{Silence.TotalSeconds:0}" };
}

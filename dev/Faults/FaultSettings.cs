namespace Workers.Faults;

/// <summary>Settings of the processes in a run: shorter than by default, so that their ends are reached.</summary>
internal static class FaultSettings
{
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <summary>Put into this process's environment, from which the others inherit.</summary>
    public static void Apply() =>
        Environment.SetEnvironmentVariable("WORKERS_SILENCE_SECONDS", $"{Silence.TotalSeconds:0}");
}

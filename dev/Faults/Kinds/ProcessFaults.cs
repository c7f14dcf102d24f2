using Workers.Faults.Installation;

namespace Workers.Faults.Kinds;

/// <summary>Processes that die or stand still at any instruction.</summary>
internal static class ProcessFaults
{
    private static readonly TimeSpan ShortFreeze = TimeSpan.FromSeconds(1), LongFreeze = TimeSpan.FromSeconds(3);

    /// <summary>Longer than a step may be silent before its job needs attention.</summary>
    private static readonly TimeSpan BeyondSilence = FaultSettings.Silence + TimeSpan.FromSeconds(5);

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Kill("importer", 4),
        Kill("calculator-1", 3),
        Kill("calculator-2", 3),
        Kill("exporter", 4),
        Kill("coordinator", 4),
        Kill("coordinator-2", 2),
        new("kill -9 of all calculators", FaultLane.Processes, 2, KillCalculatorsAsync),
        new("a process stands still for seconds", FaultLane.Processes, 4, FreezeAsync),
        new("a worker stands still beyond its lease", FaultLane.Processes, 1, FreezeBeyondSilenceAsync),
    ];

    private static FaultKind Kill(string process, int weight) =>
        new($"kill -9 of {process}", FaultLane.Processes, weight, (system, _, _) => KillAsync(system, process));

    private static Task KillAsync(FaultySystem system, string process) =>
        system.Find(process)?.KillAsync() ?? Task.CompletedTask;

    private static Task KillCalculatorsAsync(FaultySystem system, Random random, CancellationToken cancel) =>
        Task.WhenAll(KillAsync(system, "calculator-1"), KillAsync(system, "calculator-2"));

    private static Task FreezeAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        var process = Supervisor.Processes[random.Next(Supervisor.Processes.Count)].Name;
        var time = ShortFreeze + (random.NextDouble() * (LongFreeze - ShortFreeze));
        return FreezeAsync(system, process, time, cancel);
    }

    private static Task FreezeBeyondSilenceAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        string[] workers = ["importer", "calculator-1", "exporter"];
        return FreezeAsync(system, workers[random.Next(workers.Length)], BeyondSilence, cancel);
    }

    private static async Task FreezeAsync(FaultySystem system, string process, TimeSpan time, CancellationToken cancel)
    {
        if (system.Find(process) is not { } frozen) return;
        frozen.Freeze();
        try
        {
            await Task.Delay(time, cancel);
        }
        finally
        {
            frozen.Wake();
        }
    }
}

using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Running;
using Workers.Operations;

namespace Workers.Faults.Installation;

/// <summary>
/// Starts the processes, and again whatever died; two Coordinators, as where one must always be there.
/// </summary>
internal sealed class Supervisor(Instance instance, Connections connections) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _ended = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>The processes.</summary>
    public static IReadOnlyList<HostProcess> Processes { get; } =
        [.. HostProcess.All, new HostProcess("coordinator-2", "Coordinator")];

    public async Task StartAsync(CancellationToken cancel)
    {
        await Task.WhenAll(Processes.Select(process => LaunchAsync(process, cancel)));
        await HealthyAsync(cancel);
        _watching = WatchAsync();
    }

    /// <summary>Waits until each one runs and is healthy.</summary>
    public async Task HealthyAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        foreach (var process in Processes)
        {
            instance.Find(process.Name)?.Wake();
            while (await process.HealthAsync(instance, limit.Token) != "Healthy") await Task.Delay(Pause, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        using var often = new PeriodicTimer(Pause);
        while (await often.WaitForNextTickAsync(_ended.Token))
            foreach (var process in Processes)
                await LaunchAsync(process, _ended.Token);
    }

    private Task<StartedProcess> LaunchAsync(HostProcess process, CancellationToken cancel) =>
        process.LaunchAsync(instance, connections, cancel, FaultSettings.Environment);
}

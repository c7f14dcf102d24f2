using Workers.Kit.Instances;
using Workers.Operations;
using Workers.Operations.Status;

namespace Workers.Kit.Running;

/// <summary>How the system is, with the processes of an instance.</summary>
public sealed record LocalStatus(IReadOnlyList<ProcessStatus> Processes, SystemStatus Servers)
{
    /// <summary>All processes run and are healthy, and so are the servers.</summary>
    public bool IsHealthy => Servers.IsHealthy && Missing.Count == 0 && Hosts.All(p => p.Health is "Healthy" or "Degraded");

    /// <summary>Processes of the system that do not run here.</summary>
    public IReadOnlyList<string> Missing => [.. HostProcess.All.Select(h => h.Name).Except(Processes.Select(p => p.Name))];

    private IEnumerable<ProcessStatus> Hosts => Processes.Where(p => HostProcess.Find(p.Name) is not null);

    public static async Task<LocalStatus> LookAsync(Instance instance, Connections connections, CancellationToken cancel)
    {
        var processes = instance.Running.Select(async p => new ProcessStatus(
            p.Name,
            p.Pid,
            HostProcess.Find(p.Name) is { } host ? await host.HealthAsync(instance, cancel) : null,
            Launcher.Log(instance, p.Name)));
        return new LocalStatus(
            await Task.WhenAll(processes),
            await SystemStatus.LookAsync(connections, cancel));
    }
}

/// <param name="Health">What its health page says; null if it has none or does not answer.</param>
public sealed record ProcessStatus(string Name, int Pid, string? Health, string Log);

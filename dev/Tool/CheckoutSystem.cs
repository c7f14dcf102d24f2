using Workers.Cli.CommandLine;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Running;
using Workers.Operations;

namespace Workers.Tool;

/// <summary>The system that options or environment name; what they do not name is the checkout's own.</summary>
public sealed class CheckoutSystem : ISystemLocator
{
    public Connections Find(GivenConnections given) => LocalSystem.Find(given);

    public string? FindLogs() => Instance.ForUse(Checkout.Find()).Logs;

    public async Task<SystemInUse> UseAsync(string command, GivenConnections given, CancellationToken cancel)
    {
        var local = await LocalSystem.UseAsync(command, given, cancel);
        return new SystemInUse(local.Connections, local.IsStartedForCommand ? local : null);
    }
}

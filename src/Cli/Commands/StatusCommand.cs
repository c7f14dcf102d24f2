using System.ComponentModel;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Status;

namespace Workers.Cli.Commands;

[Description("Show queues with their consumers, and sizes of the databases.")]
public sealed class StatusCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        var status = await SystemStatus.LookAsync(locator.Find(settings.Given), cancel);
        new Output(settings.Json).Answer(
            new StatusAnswer(status.IsHealthy, status.Queues, status.Databases, status.Broker),
            console => StatusPrinter.Print(console, status));
        // For scripts that wait until the system is there.
        return status.IsHealthy ? ExitCode.Ok : ExitCode.Unavailable;
    }
}

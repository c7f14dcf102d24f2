using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Running;

namespace Workers.Tool.Commands;

[Description("Show processes with their health, queues with their consumers, and sizes of the databases.")]
public sealed class LocalStatusCommand : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        var connections = LocalSystem.Find(settings.Given);
        var status = await LocalStatus.LookAsync(Instance.ForUse(Checkout.Find()), connections, cancel);
        var servers = status.Servers;
        new Output(settings.Json).Answer(
            new { healthy = status.IsHealthy, status.Processes, servers.Queues, servers.Databases, servers.Broker },
            console =>
            {
                console.Write(Table(status));
                StatusPrinter.Print(console, servers);
            });
        return status.IsHealthy ? ExitCode.Ok : ExitCode.Unavailable;
    }

    private static Table Table(LocalStatus status)
    {
        var table = new Table().RoundedBorder().AddColumns("process", "pid", "health", "log");
        foreach (var process in status.Processes)
            table.AddRow(process.Name, $"{process.Pid}", process.Health ?? "", Markup.Escape(process.Log));
        foreach (var name in status.Missing) table.AddRow(name, "", "[red]does not run here[/]", "");
        return table;
    }
}

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
                console.Write(Table(status, console.Profile.Width));
                StatusPrinter.Print(console, servers);
            });
        return status.IsHealthy ? ExitCode.Ok : ExitCode.Unavailable;
    }

    private static Table Table(LocalStatus status, int width)
    {
        var missing = status.Missing.Select(name => new Line(name, "", "does not run here", ""));
        var running = status.Processes
            .Select(process => new Line(process.Name, $"{process.Pid}", process.Health ?? "", process.Log));
        RankedColumn<Line>[] columns =
        [
            new("process", 0, line => line.Name),
            new("pid", 2, line => line.Pid) { IsNumber = true },
            new("health", 0, line => line.Health) { Style = line => line.Pid.Length == 0 ? "red" : null },
            new("log", 1, line => line.Log.Length > 0 ? Path.GetRelativePath(".", line.Log) : "") { CanShrink = true },
        ];
        return RankedTable.Create(running.Concat(missing), columns, width);
    }

    private sealed record Line(string Name, string Pid, string Health, string Log);
}

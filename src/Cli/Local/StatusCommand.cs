using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Local;

[Description("Show processes with their health, queues with their consumers, and sizes of the databases.")]
public sealed class StatusCommand : AsyncCommand<SystemSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        var connections = LocalSystem.Running(Connections.Given.From(settings));
        var status = await SystemStatus.LookAsync(Instance.ForUse(Checkout.Find()), connections, cancellationToken);
        new Output(settings.Json).Answer(new { healthy = status.IsHealthy, status.Processes, status.Queues, status.Databases, status.Broker }, console => Print(console, status));
        return status.IsHealthy ? ExitCode.Ok : ExitCode.Unavailable;
    }

    private static void Print(IAnsiConsole console, SystemStatus status)
    {
        var processes = new Table().RoundedBorder().AddColumns("process", "pid", "health", "log");
        foreach (var p in status.Processes)
            processes.AddRow(p.Name, $"{p.Pid}", p.Health ?? "", Markup.Escape(p.Log));
        foreach (var host in Host.All.Where(h => status.Processes.All(p => p.Name != h.Name)))
            processes.AddRow(host.Name, "", "[red]does not run here[/]", "");
        console.Write(processes);

        var queues = new Table().RoundedBorder().AddColumns("queue", "messages", "consumers");
        foreach (var q in status.Queues)
            queues.AddRow(q.Name, $"{q.Messages}", $"{q.Consumers}");
        if (status.Broker is null) console.Write(queues);
        else console.MarkupLineInterpolated($"[red]RabbitMQ: {status.Broker}[/]");

        var databases = new Table().RoundedBorder().AddColumns("database", "size");
        foreach (var d in status.Databases)
            databases.AddRow(d.Name, d.Bytes is { } bytes ? $"{bytes / 1e6:0.0} MB" : "[red]does not answer[/]");
        console.Write(databases);
    }
}

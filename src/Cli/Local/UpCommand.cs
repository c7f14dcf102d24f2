using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Local;

[Description("Start the system: private servers, databases, and the five processes.")]
public sealed class UpCommand : AsyncCommand<SystemSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        var instance = Instance.ForUse(Checkout.Find());
        using var held = InstanceLock.Take(instance, "up");
        Connections connections;
        try
        {
            connections = await LocalSystem.StartAsync(instance, Connections.Given.From(settings), cancellationToken);
            await File.WriteAllTextAsync(instance.UpMarker, "", cancellationToken);
        }
        catch
        {
            await Servers.StopAsync(instance);
            throw;
        }
        new Output(settings.Json).Answer(
            new { connections.Broker, connections.Icebox, connections.Engine, connections.Jobs, instance.Logs, processes = instance.Running },
            console =>
            {
                console.MarkupLineInterpolated($"The system is up: {instance.Running.Count(Servers.IsHost)} processes, logs in {instance.Logs}.");
                console.MarkupLine("Next: [bold]./workers run FOLDER[/], [bold]./workers status[/]; stop it with [bold]./workers down[/].");
            });
        return ExitCode.Ok;
    }
}

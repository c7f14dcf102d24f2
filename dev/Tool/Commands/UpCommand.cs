using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Running;
using Workers.Kit.Servers;
using Workers.Operations;

namespace Workers.Tool.Commands;

[Description("Start the system: private servers, databases, and the five processes.")]
public sealed class UpCommand : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        var instance = Instance.ForUse(Checkout.Find());
        using var held = InstanceLock.Take(instance, "up");
        var connections = await StartAsync(instance, settings.Given, cancel);
        var document = new
        {
            connections.Broker,
            connections.Icebox,
            connections.Engine,
            connections.Jobs,
            instance.Logs,
            processes = instance.Running,
        };
        new Output(settings.Json).Answer(document, console =>
        {
            var processes = instance.Running.Count(PrivateServers.IsHost);
            console.MarkupLineInterpolated($"The system is up: {processes} processes, logs in {instance.Logs}.");
            console.MarkupLine(
                "Next: [bold]./workers run FOLDER[/], [bold]./workers status[/]; stop it with [bold]./workers down[/].");
        });
        return ExitCode.Ok;
    }

    private static async Task<Connections> StartAsync(Instance instance, GivenConnections given, CancellationToken cancel)
    {
        try
        {
            var connections = await LocalSystem.StartAsync(instance, given, cancel);
            await File.WriteAllTextAsync(instance.UpMarker, "", cancel);
            return connections;
        }
        catch
        {
            await PrivateServers.StopAsync(instance);
            throw;
        }
    }
}

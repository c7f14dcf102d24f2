using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;

namespace Workers.Tool.Commands;

[Description("Stop all that was started here, also by commands that were killed. Data stays.")]
public sealed class DownCommand : SettingsCommand<Settings>
{
    protected override async Task<int> RunAsync(Settings settings, CancellationToken cancel)
    {
        var stopped = new List<StartedProcess>();
        foreach (var instance in Instance.All(Checkout.Find()))
        {
            using var held = InstanceLock.Take(instance, "down");
            stopped.AddRange(instance.Running);
            await PrivateServers.StopAsync(instance);
        }
        var news = stopped.Count == 0
            ? "Nothing was running."
            : $"Stopped {string.Join(", ", stopped.Select(p => p.Name))}.";
        new Output(settings.Json).Answer(new { stopped }, console => console.MarkupLineInterpolated($"{news}"));
        return ExitCode.Ok;
    }
}

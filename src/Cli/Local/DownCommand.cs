using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Local;

[Description("Stop all that was started here, also by commands that were killed. Data stays.")]
public sealed class DownCommand : AsyncCommand<Settings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var stopped = new List<StartedProcess>();
        foreach (var instance in Instance.All(Checkout.Find()))
        {
            using var held = InstanceLock.Take(instance, "down");
            stopped.AddRange(instance.Running);
            await Servers.StopAsync(instance);
        }
        new Output(settings.Json).Answer(
            new { stopped },
            console => console.MarkupLineInterpolated(stopped.Count == 0 ? (FormattableString)$"Nothing was running." : $"Stopped {string.Join(", ", stopped.Select(p => p.Name))}."));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Remove a hazard calculation that no job under way and no archived result is of.")]
public sealed class RemoveHazardCommand(ISystemLocator locator) : SettingsCommand<OneArchivedSettings>
{
    protected override async Task<int> RunAsync(OneArchivedSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Hazard.ResolveAsync(settings.Id, cancel);
        await system.Hazard.RemoveAsync(id, cancel);
        new Output(settings.Json).Answer(
            new RemovedAnswer($"{id}"),
            console => console.MarkupLineInterpolated($"{id}  removed"));
        return ExitCode.Ok;
    }
}

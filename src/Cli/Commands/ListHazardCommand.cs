using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description("List the archived hazard calculations.")]
public sealed class ListHazardCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var all = await system.Hazard.ListAsync(cancel);
        new Output(settings.Json).Answer(all, console => console.Write(Table(all, console.Profile.Width)));
        return ExitCode.Ok;
    }

    private static Table Table(IReadOnlyList<HazardView> all, int width)
    {
        // As many characters as tell those in the list apart.
        var length = ShortIds.LengthFor(all.Select(hazard => $"{hazard.Id}"));
        return RankedTable.Create(
            all,
            [
                new("hazard", 0, hazard => ShortIds.Shorten($"{hazard.Id}", length)),
                new("mode", 1, hazard => hazard.Mode),
                new("sites", 2, hazard => $"{hazard.Sites}") { IsNumber = true },
                new("events", 3, hazard => hazard.Events > 0 ? $"{hazard.Events}" : "") { IsNumber = true },
                new("years", 4, hazard => $"{hazard.InvestigationTime}") { IsNumber = true },
                new("added (UTC)", 5, hazard => $"{hazard.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
                new("owner", 7, hazard => hazard.Owner ?? ""),
                new("description", 6, hazard => hazard.Description) { CanShrink = true },
            ],
            width);
    }
}

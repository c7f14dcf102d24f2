using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description("List the archived hazard calculations.")]
public sealed class ListHazardCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var all = await system.Hazard.ListAsync(cancel);
        new Output(settings.Json).Answer(all, console => console.Write(Table(all)));
        return ExitCode.Ok;
    }

    private static Table Table(IEnumerable<HazardView> all)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumn("hazard calculation", c => c.NoWrap())
            .AddColumns("mode", "sites", "events", "years", "description");
        foreach (var hazard in all)
        {
            table.AddRow(
                hazard.Id.ToString(),
                hazard.Mode,
                $"{hazard.Sites}",
                hazard.Events > 0 ? $"{hazard.Events}" : "",
                $"{hazard.InvestigationTime}",
                Markup.Escape(hazard.Description));
        }
        return table;
    }
}

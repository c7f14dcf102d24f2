using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description("List the archived risk models.")]
public sealed class ListModelsCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var all = await system.Models.ListAsync(cancel);
        new Output(settings.Json).Answer(all, console => console.Write(Table(all)));
        return ExitCode.Ok;
    }

    private static Table Table(IEnumerable<ModelView> all)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumn("risk model", c => c.NoWrap())
            .AddColumns("mode", "assets", "loss types", "IMTs", "description");
        foreach (var model in all)
        {
            table.AddRow(
                model.Id,
                model.Mode,
                $"{model.Assets}",
                string.Join(' ', model.LossTypes),
                Markup.Escape(string.Join(' ', model.Imts)),
                Markup.Escape(model.Description));
        }
        return table;
    }
}

using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description("List the archived risk models.")]
public sealed class ListModelsCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var all = await system.Models.ListAsync(cancel);
        new Output(settings.Json).Answer(all, console => console.Write(Table(all, console.Profile.Width)));
        return ExitCode.Ok;
    }

    private static Table Table(IReadOnlyList<ModelView> all, int width)
    {
        // As many characters as tell those in the list apart.
        var length = ShortIds.LengthFor(all.Select(model => model.Id));
        return RankedTable.Create(
            all,
            [
                new("model", 0, model => ShortIds.Shorten(model.Id, length)),
                new("mode", 1, model => model.Mode),
                new("assets", 2, model => $"{model.Assets}") { IsNumber = true },
                new("loss types", 4, model => string.Join(' ', model.LossTypes)) { CanShrink = true },
                new("IMTs", 5, model => string.Join(' ', model.Imts)) { CanShrink = true },
                new("added (UTC)", 6, model => $"{model.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
                new("owner", 7, model => model.Owner ?? ""),
                new("description", 3, model => model.Description) { CanShrink = true },
            ],
            width);
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("List dead letters, newest first.")]
public sealed class ListLettersCommand(ISystemLocator locator) : SettingsCommand<ListLettersCommand.ListSettings>
{
    public sealed class ListSettings : ListedLetterSettings
    {
        [CommandOption("--limit <N>")]
        [Description("At most so many.")]
        [DefaultValue(50)]
        public int Limit { get; init; }

        [CommandOption("--page <PLACE>")]
        [Description("Where the page begins, as the page before said.")]
        public string? Page { get; init; }
    }

    protected override async Task<int> RunAsync(ListSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var selection = await settings.ListedAsync(system, cancel);
        var page = await system.Letters.ListAsync(selection, settings.Limit, settings.Page, cancel);
        new Output(settings.Json).Answer(page, console => LetterPrinter.Print(console, page));
        return ExitCode.Ok;
    }
}

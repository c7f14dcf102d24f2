using System.ComponentModel;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Dead letters by what they died of, largest groups first.")]
public sealed class LetterGroupsCommand(ISystemLocator locator) : SettingsCommand<ListedLetterSettings>
{
    protected override async Task<int> RunAsync(ListedLetterSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var groups = await system.Letters.GroupsAsync(await settings.ListedAsync(system, cancel), cancel);
        new Output(settings.Json).Answer(groups, console => LetterPrinter.Print(console, groups));
        return ExitCode.Ok;
    }
}

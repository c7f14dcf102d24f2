using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Show a dead letter: reason, stack, headers, body.")]
public sealed class ShowLetterCommand(ISystemLocator locator) : SettingsCommand<ShowLetterCommand.ShowSettings>
{
    public sealed class ShowSettings : SystemSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("Id of the letter, its first characters, or latest.")]
        public string Letter { get; init; } = "";

        [CommandOption("--out <FILE>")]
        [Description("Write the body to this file, whole.")]
        public string? Out { get; init; }
    }

    protected override async Task<int> RunAsync(ShowSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Letters.ResolveAsync(settings.Letter, cancel);
        var letter = await system.Letters.GetAsync(id, cancel);
        if (settings.Out is { } file)
            await File.WriteAllBytesAsync(file, await system.Letters.BodyAsync(id, cancel), cancel);
        new Output(settings.Json).Answer(letter, console => LetterPrinter.Print(console, letter));
        return ExitCode.Ok;
    }
}

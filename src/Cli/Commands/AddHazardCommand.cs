using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description(
    "Archive a hazard calculation: a folder with the engine's CSV files "
    + "(curves, or ground motion with sites and events).")]
public sealed class AddHazardCommand(ISystemLocator locator) : SettingsCommand<AddHazardCommand.AddSettings>
{
    public sealed class AddSettings : SystemSettings
    {
        [CommandArgument(0, "<DIR>")]
        [Description("Folder with files as oq export names them.")]
        public string Folder { get; init; } = "";

        [CommandOption("--owner <NAME>")]
        [Description("Who brings the hazard.")]
        public string? Owner { get; init; }
    }

    protected override async Task<int> RunAsync(AddSettings settings, CancellationToken cancel)
    {
        // Read through before connecting: a wrong file is said even where no system is.
        var hazard = HazardFolder.Read(settings.Folder);
        Output.Warn(hazard.Warnings);
        await using var system = locator.Connect(settings);
        var added = await system.Hazard.AddAsync(hazard, settings.Owner, cancel);
        var again = added.AlreadyThere ? ", was there already" : "";
        new Output(settings.Json).Answer(added, console =>
            console.MarkupLineInterpolated($"{added.Id}  {hazard.Mode}, {hazard.Sites} sites{again}"));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.OpenQuake;

namespace Workers.Cli.Hazard;

[Description("Archive a hazard calculation: a folder with the engine's CSV files (curves, or ground motion with sites and events).")]
public sealed class AddHazardCommand : AsyncCommand<AddHazardCommand.AddSettings>
{
    public sealed class AddSettings : SystemSettings
    {
        [CommandArgument(0, "<DIR>")]
        public string Folder { get; init; } = "";

        [CommandOption("--owner <NAME>")]
        public string? Owner { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, AddSettings settings, CancellationToken cancellationToken)
    {
        var hazard = HazardReader.Read(settings.Folder);
        await using var system = SystemClient.Connect(settings);
        var added = await system.Hazard.AddAsync(hazard, settings.Owner, null, cancellationToken);
        new Output(settings.Json).Answer(added, console =>
            console.MarkupLineInterpolated($"{added.Id}  {hazard.Mode}, {hazard.Sites.Count} sites{(added.AlreadyThere ? ", was there already" : "")}"));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Archive;

namespace Workers.Cli.Commands;

[Description("Archive risk job files: a folder or a zip with job.ini, exposure and functions.")]
public sealed class AddModelCommand(ISystemLocator locator) : SettingsCommand<AddModelCommand.AddSettings>
{
    public sealed class AddSettings : SystemSettings
    {
        [CommandArgument(0, "<DIR|ZIP>")]
        [Description("A folder, a zip, or a job.ini.")]
        public string Path { get; init; } = "";

        [CommandOption("--owner <NAME>")]
        [Description("Who brings the model.")]
        public string? Owner { get; init; }
    }

    protected override async Task<int> RunAsync(AddSettings settings, CancellationToken cancel)
    {
        // Read through before connecting: a wrong file is said even where no system is.
        var model = RiskModelSource.Read(settings.Path);
        await using var system = locator.Connect(settings);
        var added = await system.Models.AddAsync(model, settings.Owner, cancel);
        var again = added.AlreadyThere ? ", was there already" : "";
        new Output(settings.Json).Answer(added, console =>
            console.MarkupLineInterpolated($"{added.Id}  {model.Mode}, {model.Assets} assets{again}"));
        return ExitCode.Ok;
    }
}

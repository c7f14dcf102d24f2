using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Storage.RiskModels;

namespace Workers.Cli.Models;

[Description("Archive risk job files: a folder or a zip with job.ini, exposure and functions.")]
public sealed class AddModelCommand : AsyncCommand<AddModelCommand.AddSettings>
{
    public sealed class AddSettings : SystemSettings
    {
        [CommandArgument(0, "<DIR|ZIP>")]
        public string Path { get; init; } = "";

        [CommandOption("--owner <NAME>")]
        public string? Owner { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, AddSettings settings, CancellationToken cancellationToken)
    {
        var (job, files) = RiskModelSource.Read(settings.Path);
        await using var system = SystemClient.Connect(settings);
        var added = await system.Models.AddAsync(files, RiskModelSummary.Of(job), settings.Owner, cancellationToken);
        new Output(settings.Json).Answer(added, console =>
            console.MarkupLineInterpolated($"{added.Id}  {job.Parameters.Mode}, {job.Exposure.Assets.Count} assets{(added.AlreadyThere ? ", was there already" : "")}"));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Jobs;
using Workers.Cli.Local;

namespace Workers.Cli.Run;

[Description("Run a folder with job.ini, its files and hazard/ through the whole system, and write the results.")]
public sealed class RunCommand : AsyncCommand<RunCommand.RunSettings>
{
    public sealed class RunSettings : SystemSettings
    {
        [CommandArgument(0, "<FOLDER>")]
        public string Folder { get; init; } = "";

        [CommandOption("--area <FILE|BBOX>")]
        [Description("GeoJSON file, or west,south,east,north. The whole exposure if left out.")]
        public string? Area { get; init; }

        [CommandOption("--out <DIR>")]
        [Description("Folder for the results; FOLDER/results if left out.")]
        public string? Out { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, RunSettings settings, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Read(settings.Folder);
        var area = AreaArgument.Read(settings.Area);
        var output = Path.GetFullPath(settings.Out ?? Path.Combine(settings.Folder, "results"));
        await using var local = await LocalSystem.UseAsync("run", Connections.Given.From(settings), cancellationToken);
        await using var system = new SystemClient(local.Connections);
        var (job, results) = await folder.RunAsync(system, area, output, cancellationToken);
        new Output(settings.Json).Answer(
            new { job, @out = results is null ? null : output, totals = results is null ? null : ResultPrinter.Totals(results) },
            console =>
            {
                JobPrinter.Print(console, job);
                if (results is not null) ResultPrinter.Print(console, results, output);
            });
        return job.IsCompleted ? ExitCode.Ok : ExitCode.Failed;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

[Description("Write the results of a job as the engine's CSV files and as GeoJSON.")]
public sealed class ResultsCommand : AsyncCommand<ResultsCommand.ResultsSettings>
{
    public sealed class ResultsSettings : OneJobSettings
    {
        [CommandOption("--out <DIR>", true)]
        [Description("Folder to write to; made if it is not there.")]
        public string Out { get; init; } = "";
    }

    public override async Task<int> ExecuteAsync(CommandContext context, ResultsSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var results = await ResultFiles.WriteAsync(system, settings.Job, settings.Out, cancellationToken);
        new Output(settings.Json).Answer(
            new { jobId = settings.Job, @out = Path.GetFullPath(settings.Out), files = Directory.GetFiles(settings.Out).Select(Path.GetFileName).Order(), totals = ResultPrinter.Totals(results), results.Warnings },
            console => ResultPrinter.Print(console, results, settings.Out));
        return ExitCode.Ok;
    }
}

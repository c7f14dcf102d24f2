using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Write the results of a job as the engine's CSV files and as GeoJSON.")]
public sealed class ResultsCommand(ISystemLocator locator) : SettingsCommand<ResultsCommand.ResultsSettings>
{
    public sealed class ResultsSettings : OneJobSettings
    {
        [CommandOption("--out <DIR>", true)]
        [Description("Folder to write to; made if it is not there.")]
        public string Out { get; init; } = "";

        [CommandOption("--engine-names <ID>")]
        [Description("Name CSV files as the engine's exporter does, with this calculation id: aggrisk-_42.csv.")]
        public uint? EngineNames { get; init; }
    }

    protected override async Task<int> RunAsync(ResultsSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var results = await system.Results.WriteAsync(id, settings.Out, settings.EngineNames?.ToString(), cancel);
        var document = new
        {
            jobId = id,
            @out = Path.GetFullPath(settings.Out),
            files = results.Files,
            totals = results.Totals,
            results.Warnings,
        };
        new Output(settings.Json).Answer(document, console => ResultPrinter.Print(console, results));
        return ExitCode.Ok;
    }
}

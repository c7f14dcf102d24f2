using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Results;

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

        [CommandOption("--overwrite")]
        [Description("Replace the results of another job that are in the folder.")]
        public bool Overwrite { get; init; }
    }

    protected override async Task<int> RunAsync(ResultsSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var target = new ResultTarget(settings.Out)
        {
            Calculation = settings.EngineNames?.ToString(),
            Overwrite = settings.Overwrite,
        };
        var results = await system.Results.WriteAsync(id, target, cancel);
        new Output(settings.Json).Answer(
            ResultAnswer.From(id, results),
            console => ResultPrinter.Print(console, results));
        return ExitCode.Ok;
    }
}

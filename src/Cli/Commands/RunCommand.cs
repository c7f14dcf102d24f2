using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations;
using Workers.Operations.Jobs;
using Workers.Operations.Results;

namespace Workers.Cli.Commands;

[Description("Run a folder with job.ini, its files and hazard/ through the whole system, and write the results.")]
public sealed class RunCommand(ISystemLocator locator) : SettingsCommand<RunCommand.RunSettings>
{
    public sealed class RunSettings : SystemSettings
    {
        [CommandArgument(0, "<FOLDER>")]
        public string Folder { get; init; } = "";

        [CommandOption("--area <FILE|BBOX>")]
        [Description("GeoJSON file, or west,south,east,north. The whole exposure if left out.")]
        public string? Area { get; init; }

        [CommandOption("--out <DIR>")]
        [Description("Folder for the results; FOLDER/results, where earlier ones are replaced, if left out.")]
        public string? Out { get; init; }

        [CommandOption("--overwrite")]
        [Description("Replace the results of another job that are in the folder.")]
        public bool Overwrite { get; init; }

        [CommandOption("--engine-names <ID>")]
        [Description("Name CSV files as the engine's exporter does, with this calculation id: aggrisk-_42.csv.")]
        public uint? EngineNames { get; init; }
    }

    protected override async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        var folder = RunFolder.Read(settings.Folder);
        Output.Warn(folder.Hazard.Warnings);
        var area = AreaArgument.Read(settings.Area);
        var output = Path.GetFullPath(settings.Out ?? Path.Combine(settings.Folder, "results"));
        var target = new ResultTarget(output)
        {
            Calculation = settings.EngineNames?.ToString(),
            Overwrite = settings.Overwrite || settings.Out is null,
        };
        // Asked before anything begins, so that an hour's job does not end without a place for its results.
        target.RequireFree();
        await using var used = await locator.UseAsync("run", settings.Given, cancel);
        await using var system = new SystemClient(used.Connections);

        var id = await folder.SubmitAsync(system, area, Environment.UserName, cancel);
        var job = await JobWatch.FollowAsync(system.Jobs, id, cancel);
        var results = job.IsCompleted ? await system.Results.WriteAsync(id, target, cancel) : null;

        new Output(settings.Json).Answer(
            new { job, @out = results?.Folder, totals = results?.Totals },
            console =>
            {
                JobPrinter.Print(console, job);
                if (results is not null) ResultPrinter.Print(console, results);
            });
        return job.IsCompleted ? ExitCode.Ok : ExitCode.Failed;
    }
}

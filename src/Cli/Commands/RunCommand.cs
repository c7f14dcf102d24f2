using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Contracts;
using Workers.Operations;
using Workers.Operations.Jobs;
using Workers.Operations.Results;

namespace Workers.Cli.Commands;

[Description("Run a risk job through the whole system, as oq engine --run does, and write the results.")]
public sealed class RunCommand(ISystemLocator locator) : SettingsCommand<RunCommand.RunSettings>
{
    public sealed class RunSettings : SystemSettings
    {
        [CommandArgument(0, "<JOB>")]
        [Description(
            "A job.ini, or a folder or a zip with one. Hazard: hazard/ beside it, or the files that it names.")]
        public string Job { get; init; } = "";

        [CommandOption("--area <FILE|BBOX>")]
        [Description("GeoJSON file, or west,south,east,north. The whole exposure if left out.")]
        public string? Area { get; init; }

        [CommandOption("--hazard <ID>")]
        [Description(
            "Hazard calculation of the archive in place of the job's own: its id, the first characters of it, " +
            "or latest.")]
        public string? Hazard { get; init; }

        [CommandOption("--output <NAME>")]
        [Description(
            "Hazard outputs to use, such as mean or rlz-000; may be repeated. All realizations if none is named.")]
        public string[] Outputs { get; init; } = [];

        [CommandOption("--set <NAME=VALUE>")]
        [Description("Parameter of job.ini with another value; may be repeated.")]
        public string[] Parameters { get; init; } = [];

        [CommandOption("--out <DIR>")]
        [Description(
            "Folder for the results; results/ beside job.ini or the zip, where earlier ones are replaced, " +
            "if left out.")]
        public string? Out { get; init; }

        [CommandOption("--owner <NAME>")]
        [Description("Whose job it is; your user name if left out.")]
        public string? Owner { get; init; }

        [CommandOption("--description <TEXT>")]
        [Description("Description of the job; that of job.ini if left out.")]
        public string? Description { get; init; }

        [CommandOption("--overwrite")]
        [Description("Replace the results of another job that are in the folder.")]
        public bool Overwrite { get; init; }

        [CommandOption("--timeout <TIME>")]
        [Description("How long to wait for the job at most: 90s, 30m, 2h. It goes on after it.")]
        public string? Timeout { get; init; }

        [CommandOption("--engine-names <ID>")]
        [Description("Name CSV files as the engine's exporter does, with this calculation id: aggrisk-_42.csv.")]
        public uint? EngineNames { get; init; }
    }

    protected override async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        // Whatever may be wrong is read first, before a system is started for it.
        var timeout = DurationArgument.Read(settings.Timeout, "--timeout");
        var area = AreaArgument.Read(settings.Area);
        var parameters = ParameterArguments.Read(settings.Parameters);
        var input = RunInput.Read(settings.Job, parameters, hazardIsArchived: settings.Hazard is not null);
        Output.Warn(input.Hazard?.Warnings ?? []);
        var output = OutputFolder.RequireWritable(settings.Out ?? RunInput.ResultFolderFor(settings.Job));
        var target = new ResultTarget(output)
        {
            Calculation = settings.EngineNames?.ToString(),
            // The folder beside job.ini is ours: the newest results of this job are what people look for there.
            Overwrite = settings.Overwrite || settings.Out is null,
        };
        // Asked before anything begins, so that an hour's job does not end without a place for its results.
        target.RequireFree();
        await using var used = await locator.UseAsync("run", settings.Given, cancel);
        await using var system = new SystemClient(used.Connections);

        var request = await RequestAsync(settings, area, system, cancel);
        var id = await input.SubmitAsync(system, request, cancel);
        var job = await system.FollowAsync(id, used.IsStartedForCommand, timeout, cancel);
        var results = job.IsCompleted ? await system.Results.WriteAsync(id, target, cancel) : null;

        new Output(settings.Json).Answer(
            new RunAnswer(job, results is null ? null : ResultAnswer.From(id, results)),
            console =>
            {
                JobPrinter.Print(console, job);
                if (results is not null) ResultPrinter.Print(console, results);
            });
        return job.IsCompleted ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<RunRequest> RequestAsync(
        RunSettings settings,
        Area? area,
        SystemClient system,
        CancellationToken cancel) => new()
    {
        Area = area,
        Owner = settings.Owner ?? Environment.UserName,
        Description = settings.Description,
        Outputs = settings.Outputs,
        Hazard = settings.Hazard is { } hazard ? await system.Hazard.ResolveAsync(hazard, cancel) : null,
    };
}

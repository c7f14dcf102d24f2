using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Jobs;

namespace Workers.Cli.Commands;

[Description("Start a job like another: the same hazard, model and area, but for what is said.")]
public sealed class RerunCommand(ISystemLocator locator) : SettingsCommand<RerunCommand.RerunSettings>
{
    private const string WholeExposure = "none";

    public sealed class RerunSettings : OneJobSettings
    {
        [CommandOption("--area <FILE|BBOX|none>")]
        [Description("Another area: a GeoJSON file, west,south,east,north, or none for the whole exposure.")]
        public string? Area { get; init; }

        [CommandOption("--set <NAME=VALUE>")]
        [Description("Parameter of job.ini with another value; may be repeated.")]
        public string[] Parameters { get; init; } = [];

        [CommandOption("--owner <NAME>")]
        [Description("Whose job it is; your user name if left out.")]
        public string? Owner { get; init; }

        [CommandOption("--description <TEXT>")]
        [Description("Description of the job; that of the other job if left out.")]
        public string? Description { get; init; }

        [CommandOption("--watch")]
        [Description("Stay until it ends; exit code 1 unless it completed.")]
        public bool Watch { get; init; }

        [CommandOption("--timeout <TIME>")]
        [Description("How long to watch at most: 90s, 30m, 2h. The job goes on after it.")]
        public string? Timeout { get; init; }
    }

    protected override async Task<int> RunAsync(RerunSettings settings, CancellationToken cancel)
    {
        var timeout = DurationArgument.Read(settings.Timeout, "--timeout");
        var request = new RerunRequest
        {
            HasOtherArea = settings.Area is not null,
            Area = settings.Area == WholeExposure ? null : AreaArgument.Read(settings.Area),
            Parameters = ParameterArguments.Read(settings.Parameters),
            Owner = settings.Owner ?? Environment.UserName,
            Description = settings.Description,
        };
        await using var system = locator.Connect(settings);
        var other = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var id = await system.Reruns.StartAsync(other, request, cancel);
        var output = new Output(settings.Json);
        if (!settings.Watch)
        {
            output.Answer(new StartedAnswer(id), console => console.MarkupLineInterpolated($"{id}"));
            return ExitCode.Ok;
        }
        var job = await system.FollowAsync(id, systemEnds: false, timeout, cancel);
        output.Answer(job, console => JobPrinter.Print(console, job));
        return job.IsCompleted ? ExitCode.Ok : ExitCode.Failed;
    }
}

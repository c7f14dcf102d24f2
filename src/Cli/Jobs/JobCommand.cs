using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

[Description("Show a job and its timeline; with --watch, until it ends (exit code 1 unless it completed).")]
public sealed class JobCommand : AsyncCommand<JobCommand.JobSettings>
{
    public sealed class JobSettings : OneJobSettings
    {
        [CommandOption("--watch")]
        public bool Watch { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, JobSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var job = settings.Watch
            ? await JobWatch.FollowAsync(system.Jobs, settings.Job, cancellationToken)
            : await system.Jobs.GetAsync(settings.Job, cancellationToken);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return settings.Watch && !job.IsCompleted ? ExitCode.Failed : ExitCode.Ok;
    }
}

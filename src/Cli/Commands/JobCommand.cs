using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Show a job and its timeline; with --watch, until it ends (exit code 1 unless it completed).")]
public sealed class JobCommand(ISystemLocator locator) : SettingsCommand<JobCommand.JobSettings>
{
    public sealed class JobSettings : OneJobSettings
    {
        [CommandOption("--watch")]
        public bool Watch { get; init; }
    }

    protected override async Task<int> RunAsync(JobSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var job = settings.Watch
            ? await system.FollowAsync(id, systemEnds: false, cancel)
            : await system.Jobs.GetAsync(id, cancel);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        // Only who waited for the end is told of it by the exit code.
        return settings.Watch && !job.IsCompleted ? ExitCode.Failed : ExitCode.Ok;
    }
}

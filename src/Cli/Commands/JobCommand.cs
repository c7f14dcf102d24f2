using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Jobs;

namespace Workers.Cli.Commands;

[Description("Show a job and its timeline; with --watch, until it ends (exit code 1 unless it completed).")]
public sealed class JobCommand(ISystemLocator locator) : SettingsCommand<JobCommand.JobSettings>
{
    public sealed class JobSettings : OneJobSettings
    {
        [CommandOption("--watch")]
        [Description("Stay until it ends; exit code 1 unless it completed.")]
        public bool Watch { get; init; }

        [CommandOption("--timeout <TIME>")]
        [Description("How long to watch at most: 90s, 30m, 2h. The job goes on after it.")]
        public string? Timeout { get; init; }
    }

    protected override async Task<int> RunAsync(JobSettings settings, CancellationToken cancel)
    {
        var timeout = DurationArgument.Read(settings.Timeout, "--timeout");
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var job = settings.Watch
            ? await system.FollowAsync(id, systemEnds: false, timeout, cancel)
            : await system.Jobs.GetAsync(id, cancel);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        // Only who waited for the end is told of it by the exit code.
        return settings.Watch && !job.IsCompleted ? ExitCode.Failed : ExitCode.Ok;
    }
}

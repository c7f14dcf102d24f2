using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations.Jobs;

namespace Workers.Cli.Commands;

[Description("List jobs, newest first.")]
public sealed class JobsCommand(ISystemLocator locator) : SettingsCommand<JobsCommand.JobsSettings>
{
    public sealed class JobsSettings : SystemSettings
    {
        [CommandOption("--state <STATE>")]
        [Description("Only jobs in this state, such as Failed.")]
        public string? State { get; init; }

        [CommandOption("--limit <N>")]
        [DefaultValue(50)]
        public int Limit { get; init; }
    }

    protected override async Task<int> RunAsync(JobsSettings settings, CancellationToken cancel)
    {
        var state = JobStates.Parse(settings.State, "--state");
        await using var system = locator.Connect(settings);
        var jobs = await system.Jobs.ListAsync(state, settings.Limit, cancel);
        new Output(settings.Json).Answer(jobs, console => console.Write(JobPrinter.Table(jobs)));
        return ExitCode.Ok;
    }
}

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

        [CommandOption("--owner <NAME>")]
        [Description("Only jobs that this user asked for.")]
        public string? Owner { get; init; }

        [CommandOption("--text <TEXT>")]
        [Description("Only jobs with this in their description.")]
        public string? Text { get; init; }

        [CommandOption("--since <TIME>")]
        [Description("Only jobs begun since: a date, or minutes, hours or days ago (90m, 12h, 7d).")]
        public string? Since { get; init; }

        [CommandOption("--hazard <ID>")]
        [Description("Only jobs on this hazard calculation; the first characters are enough.")]
        public string? Hazard { get; init; }

        [CommandOption("--model <ID>")]
        [Description("Only jobs on this risk model; the first characters are enough.")]
        public string? Model { get; init; }

        [CommandOption("--error <CODE>")]
        [Description("Only jobs that ended with this error, such as W5002.")]
        public string? Error { get; init; }

        [CommandOption("--limit <N>")]
        [Description("At most so many.")]
        [DefaultValue(50)]
        public int Limit { get; init; }
    }

    protected override async Task<int> RunAsync(JobsSettings settings, CancellationToken cancel)
    {
        var filter = new JobFilter
        {
            State = JobStates.Parse(settings.State, "--state"),
            Owner = settings.Owner,
            Text = settings.Text,
            Since = SinceArgument.Read(settings.Since, "--since", TimeProvider.System.GetUtcNow()),
            Hazard = settings.Hazard,
            Model = settings.Model,
            Error = settings.Error,
            Limit = settings.Limit,
        };
        await using var system = locator.Connect(settings);
        var found = await system.Jobs.ListAsync(filter, cancel);
        new Output(settings.Json).Answer(found.Jobs, console => JobPrinter.Print(console, found));
        return ExitCode.Ok;
    }
}

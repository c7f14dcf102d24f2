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

        [CommandOption("--until <TIME>")]
        [Description("Only jobs begun before; as --since.")]
        public string? Until { get; init; }

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

        [CommandOption("--after <JOB>")]
        [Description("The next page: jobs after this one, which is the last of the page before.")]
        public string? After { get; init; }
    }

    protected override async Task<int> RunAsync(JobsSettings settings, CancellationToken cancel)
    {
        var filter = FilterOf(settings);
        await using var system = locator.Connect(settings);
        Guid? after = settings.After is { } last ? await system.Jobs.ResolveAsync(last, cancel) : null;
        var found = await system.Jobs.ListAsync(filter with { After = after }, cancel);
        new Output(settings.Json).Answer(found, console => JobPrinter.Print(console, found));
        return ExitCode.Ok;
    }

    private static JobFilter FilterOf(JobsSettings settings)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JobFilter
        {
            State = JobStates.Parse(settings.State, "--state"),
            Owner = settings.Owner,
            Text = settings.Text,
            Since = SinceArgument.Read(settings.Since, "--since", now),
            Until = SinceArgument.Read(settings.Until, "--until", now),
            Hazard = settings.Hazard,
            Model = settings.Model,
            Error = settings.Error,
            Limit = settings.Limit,
        };
    }
}

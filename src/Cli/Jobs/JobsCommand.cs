using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Contracts;
using Workers.Errors;

namespace Workers.Cli.Jobs;

[Description("List jobs, newest first.")]
public sealed class JobsCommand : AsyncCommand<JobsCommand.JobsSettings>
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

    public override async Task<int> ExecuteAsync(CommandContext context, JobsSettings settings, CancellationToken cancellationToken)
    {
        var state = settings.State is null ? null : JobState.All.FirstOrDefault(s => s.Equals(settings.State, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(ErrorCode.RequestInvalid, $"There is no state '{settings.State}'.", "--state", string.Join(", ", JobState.All));
        await using var system = SystemClient.Connect(settings);
        var jobs = await system.Jobs.ListAsync(state, settings.Limit, cancellationToken);
        new Output(settings.Json).Answer(jobs, console => console.Write(JobPrinter.Table(jobs)));
        return ExitCode.Ok;
    }
}

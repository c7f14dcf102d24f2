using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

[Description("Cancel a job; what it has done is discarded.")]
public sealed class CancelCommand : AsyncCommand<CancelCommand.CancelSettings>
{
    public sealed class CancelSettings : OneJobSettings
    {
        [CommandOption("--reason <TEXT>")]
        public string? Reason { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, CancelSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var job = await system.Jobs.CancelAsync(settings.Job, Environment.UserName, settings.Reason, cancellationToken);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return ExitCode.Ok;
    }
}

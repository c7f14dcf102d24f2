using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

[Description("Try a failed job again, from the step that failed.")]
public sealed class RetryCommand : AsyncCommand<OneJobSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, OneJobSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var job = await system.Jobs.RetryAsync(settings.Job, Environment.UserName, cancellationToken);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Try a failed job again, from the step that failed.")]
public sealed class RetryCommand(ISystemLocator locator) : AsyncCommand<OneJobSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, OneJobSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var job = await system.Jobs.RetryAsync(settings.Job, Environment.UserName, cancel);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return ExitCode.Ok;
    }
}

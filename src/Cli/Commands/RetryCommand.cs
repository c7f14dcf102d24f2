using System.ComponentModel;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Try a failed job again, from the step that failed.")]
public sealed class RetryCommand(ISystemLocator locator) : SettingsCommand<OneJobSettings>
{
    protected override async Task<int> RunAsync(OneJobSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var job = await system.Jobs.RetryAsync(id, Environment.UserName, cancel);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return ExitCode.Ok;
    }
}

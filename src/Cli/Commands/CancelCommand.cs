using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Cancel a job; what it has done is discarded.")]
public sealed class CancelCommand(ISystemLocator locator) : SettingsCommand<CancelCommand.CancelSettings>
{
    public sealed class CancelSettings : OneJobSettings
    {
        [CommandOption("--reason <TEXT>")]
        [Description("Why, for its timeline.")]
        public string? Reason { get; init; }
    }

    protected override async Task<int> RunAsync(CancelSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        var job = await system.Jobs.CancelAsync(id, Environment.UserName, settings.Reason, cancel);
        new Output(settings.Json).Answer(job, console => JobPrinter.Print(console, job));
        return ExitCode.Ok;
    }
}

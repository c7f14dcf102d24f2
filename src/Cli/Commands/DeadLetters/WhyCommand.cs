using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Say in one sentence what a job, or an operation on dead letters, waits for.")]
public sealed class WhyCommand(ISystemLocator locator) : SettingsCommand<WhyCommand.WhySettings>
{
    public sealed class WhySettings : SystemSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("Id of a job or an operation, its first characters, or latest (job).")]
        public string Id { get; init; } = "";
    }

    protected override async Task<int> RunAsync(WhySettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var explanation = await system.WhyAsync(settings.Id, cancel);
        new Output(settings.Json).Answer(explanation, console =>
        {
            console.WriteLine(explanation.WaitsFor);
            foreach (var line in explanation.Evidence) console.WriteLine($"  {line}", Style.Parse("grey"));
        });
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Compare the inputs and results of two jobs; exit code 0 if all results are equal, else 1.")]
public sealed class CompareCommand(ISystemLocator locator) : SettingsCommand<CompareCommand.CompareSettings>
{
    public sealed class CompareSettings : SystemSettings
    {
        [CommandArgument(0, "<A>")]
        [Description("A completed job: its id, the first characters of it, or latest.")]
        public string A { get; init; } = "";

        [CommandArgument(1, "<B>")]
        [Description("The job to compare it with.")]
        public string B { get; init; } = "";
    }

    protected override async Task<int> RunAsync(CompareSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var a = await system.Jobs.ResolveAsync(settings.A, cancel);
        var b = await system.Jobs.ResolveAsync(settings.B, cancel);
        var comparison = await system.Results.CompareAsync(a, b, cancel);
        new Output(settings.Json).Answer(comparison, console => ComparisonPrinter.Print(console, comparison));
        return comparison.HaveEqualResults ? ExitCode.Ok : ExitCode.Failed;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Who did what to dead letters, and why; newest first.")]
public sealed class AuditCommand(ISystemLocator locator) : SettingsCommand<AuditCommand.AuditSettings>
{
    public sealed class AuditSettings : SystemSettings
    {
        [CommandOption("--limit <N>")]
        [Description("At most so many.")]
        [DefaultValue(50)]
        public int Limit { get; init; }
    }

    protected override async Task<int> RunAsync(AuditSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var lines = await system.OperationLog.AuditAsync(settings.Limit, cancel);
        new Output(settings.Json).Answer(lines, console => OperationPrinter.Print(console, lines));
        return ExitCode.Ok;
    }
}

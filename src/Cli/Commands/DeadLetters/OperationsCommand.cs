using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Operations on dead letters, newest first; with an id, one of them with its letters.")]
public sealed class OperationsCommand(ISystemLocator locator) : SettingsCommand<OperationsCommand.OperationsSettings>
{
    public sealed class OperationsSettings : SystemSettings
    {
        [CommandArgument(0, "[ID]")]
        [Description("Id of an operation, its first characters, or latest.")]
        public string? Operation { get; init; }

        [CommandOption("--limit <N>")]
        [Description("At most so many.")]
        [DefaultValue(20)]
        public int Limit { get; init; }
    }

    protected override async Task<int> RunAsync(OperationsSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var output = new Output(settings.Json);
        if (settings.Operation is null)
        {
            var all = await system.OperationLog.ListAsync(settings.Limit, cancel);
            output.Answer(all, console => OperationPrinter.Print(console, all));
            return ExitCode.Ok;
        }
        var id = await system.OperationLog.ResolveAsync(settings.Operation, cancel);
        var one = await system.OperationLog.GetAsync(id, cancel);
        output.Answer(new[] { one }, console => OperationPrinter.Print(console, one));
        return ExitCode.Ok;
    }
}

using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Errors;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Send dead letters again: few at first, and no more when one dies of the same again.")]
public sealed class ReplayLettersCommand(ISystemLocator locator) : SettingsCommand<ReplayLettersCommand.ReplaySettings>
{
    public sealed class ReplaySettings : LetterActionSettings
    {
        [CommandOption("--rate <N>")]
        [Description("So many a second, without waiting for the outcome of those before.")]
        public int? Rate { get; init; }
    }

    protected override async Task<int> RunAsync(ReplaySettings settings, CancellationToken cancel)
    {
        if (settings.Rate < 1) throw LetterErrors.RateBelowOne(settings.Rate.Value);
        await using var system = locator.Connect(settings);
        var meant = await system.MeantAsync(settings, cancel);
        var action = LetterAction.Replay(meant, Environment.UserName, settings.Reason, settings.Rate);
        return await system.ActAsync(action, settings, cancel);
    }
}

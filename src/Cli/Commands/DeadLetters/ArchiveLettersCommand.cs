using System.ComponentModel;
using Workers.Cli.CommandLine;
using Workers.Errors;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Put dead letters away: nothing is to be done about them.")]
public sealed class ArchiveLettersCommand(ISystemLocator locator) : SettingsCommand<LetterActionSettings>
{
    protected override async Task<int> RunAsync(LetterActionSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var reason = settings.Reason ?? throw LetterErrors.NoReason();
        var meant = await system.MeantAsync(settings, cancel);
        return await system.ActAsync(LetterAction.Archive(meant, Environment.UserName, reason), settings, cancel);
    }
}

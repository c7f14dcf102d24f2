using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Errors;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Commands.DeadLetters;

[Description("Send a dead letter again with another body, as a new message that replaces it.")]
public sealed class EditLetterCommand(ISystemLocator locator) : SettingsCommand<EditLetterCommand.EditSettings>
{
    public sealed class EditSettings : LetterActionSettings
    {
        [CommandOption("--set <FIELD>")]
        [Description("NAME=VALUE: a field of the message and its new value. May be given several times.")]
        public string[] Set { get; init; } = [];

        [CommandOption("--body <FILE>")]
        [Description("The whole new body (workers deadletters show ID --out FILE writes the old one).")]
        public string? Body { get; init; }
    }

    protected override async Task<int> RunAsync(EditSettings settings, CancellationToken cancel)
    {
        if (settings.Ids is not [var text]) throw LetterErrors.NothingSaid();
        await using var system = locator.Connect(settings);
        var letter = await system.Letters.ResolveAsync(text, cancel);
        var reason = settings.Reason ?? throw LetterErrors.NoReason();
        var action = LetterAction.Edit(letter, await BodyAsync(system, letter, settings, cancel),
            Environment.UserName, reason);
        return await system.ActAsync(action, settings, cancel);
    }

    private static async Task<byte[]> BodyAsync(
        Workers.Operations.SystemClient system, Guid letter, EditSettings settings, CancellationToken cancel)
    {
        if (settings.Body is { } file) return await File.ReadAllBytesAsync(file, cancel);
        if (settings.Set.Length == 0) throw LetterErrors.NothingEdited();
        return EditedBody.Set(await system.Letters.BodyAsync(letter, cancel), settings.Set);
    }
}

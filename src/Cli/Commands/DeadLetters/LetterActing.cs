using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Errors;
using Workers.Operations;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Commands.DeadLetters;

/// <summary>Shows what an action means, has it confirmed, asks for it and follows it.</summary>
internal static class LetterActing
{
    /// <summary>What was said; nothing at all is not "everything".</summary>
    public static async Task<LetterSelection> MeantAsync(
        this SystemClient system, LetterActionSettings settings, CancellationToken cancel)
    {
        var selection = await settings.SelectionAsync(system, cancel);
        return selection.IsEmpty && !settings.All ? throw LetterErrors.NothingSaid() : selection;
    }

    /// <returns>Exit code.</returns>
    public static async Task<int> ActAsync(
        this SystemClient system, LetterAction action, LetterActionSettings settings, CancellationToken cancel)
    {
        var proposal = await system.Letters.ProposeAsync(action, cancel);
        if (!settings.Json) LetterPrinter.Print(Output.News, proposal);
        var confirmed = settings.Confirm ?? Confirmed(proposal, settings);
        var id = await system.Letters.AskAsync(proposal, confirmed, cancel);
        if (!settings.Json) Output.News.WriteLine($"operation {id}; it goes on by itself (workers operations {id})");
        var operation = settings.NoWait
            ? await system.OperationLog.GetAsync(id, cancel)
            : await system.OperationLog.FollowAsync(id, null, cancel);
        new Output(settings.Json).Answer(operation, console => OperationPrinter.Print(console, operation));
        return settings.NoWait || operation.IsDone ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Many letters are confirmed by typing how many they are.</summary>
    private static int? Confirmed(LetterProposal proposal, LetterActionSettings settings)
    {
        var canAsk = !settings.Json && !Console.IsInputRedirected && !Console.IsOutputRedirected;
        return canAsk && proposal.Count > LetterOperations.ConfirmAbove
            ? Output.News.Prompt(new TextPrompt<int>($"{proposal.Action.Kind} how many letters?"))
            : null;
    }
}

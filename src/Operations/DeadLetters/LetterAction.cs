using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>Something that people want done to letters.</summary>
public sealed record LetterAction
{
    private LetterAction(string kind, LetterSelection selection, string who, string? why)
    {
        Kind = kind;
        Selection = selection;
        Who = who;
        Why = why;
    }

    /// <summary>replay, edit, archive or restore.</summary>
    public string Kind { get; }

    /// <summary>The letters that are meant.</summary>
    public LetterSelection Selection { get; }
    public string Who { get; }
    public string? Why { get; }

    /// <summary>Letters a second; null: ever more at once, as long as they succeed.</summary>
    public int? Rate { get; private init; }
    private byte[]? NewBody { get; init; }

    /// <summary>Send them again.</summary>
    public static LetterAction Replay(LetterSelection selection, string who, string? why, int? rate) =>
        new(OperationKind.Replay, selection, who, why) { Rate = rate };

    /// <summary>Send a letter with another body, as a new message.</summary>
    public static LetterAction Edit(Guid letter, byte[] body, string who, string why) =>
        new(OperationKind.Edit, new LetterSelection { Ids = [letter] }, who, why) { NewBody = body };

    /// <summary>Put them away: nothing is to be done.</summary>
    public static LetterAction Archive(LetterSelection selection, string who, string why) =>
        new(OperationKind.Archive, selection, who, why);

    /// <summary>Take archived letters out again.</summary>
    public static LetterAction Restore(LetterSelection selection, string who, string why) =>
        new(OperationKind.Restore, selection, who, why);

    internal OperationRequest ToRequest() => new()
    {
        Kind = Kind,
        Who = Who,
        Why = Why,
        Filter = Selection.ToFilter(),
        Rate = Rate,
        NewBody = NewBody,
    };
}

/// <summary>What an action would be done to.</summary>
/// <param name="CutOff">Letters taken later do not belong to it.</param>
/// <param name="Sample">The newest of them.</param>
public sealed record LetterProposal(
    LetterAction Action, DateTimeOffset CutOff, int Count, IReadOnlyList<LetterView> Sample);

using Workers.Errors;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>Which dead letters are meant, as people say it; what is null does not matter.</summary>
public sealed record LetterSelection
{
    /// <summary>open, replaying, closed or archived.</summary>
    public string? State { get; init; }

    /// <summary>These letters.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>Queue that they died in.</summary>
    public string? Queue { get; init; }

    /// <summary>Type of the message, such as <c>RunRiskCalc</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>Number of the error, or FAULT, SKIPPED, DELIVERIES, SETASIDE.</summary>
    public string? Code { get; init; }

    /// <summary>Fingerprint of a group, or its beginning.</summary>
    public string? Group { get; init; }

    /// <summary>The job that they are about.</summary>
    public Guid? Job { get; init; }

    /// <summary>Whoever asked for the job.</summary>
    public string? Owner { get; init; }

    /// <summary>Part of the reason, the exception or the place.</summary>
    public string? Text { get; init; }

    /// <summary>Taken then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Taken then or before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Nothing is said: all letters are meant.</summary>
    public bool IsEmpty => this with { State = null } == new LetterSelection();

    /// <exception cref="InputException">RequestInvalid: no such state.</exception>
    internal LetterFilter ToFilter() => new()
    {
        State = State is null ? null : Known(State.ToLowerInvariant()),
        Ids = Ids,
        Queue = Queue,
        MessageType = MessageType,
        Code = Code,
        Fingerprint = Group?.ToLowerInvariant(),
        Job = Job,
        Owner = Owner,
        Text = Text,
        Since = Since,
        Until = Until,
    };

    private static string Known(string state) => LetterState.All.Contains(state)
        ? state
        : throw RequestErrors.UnknownName("state", state, LetterState.All, "--state");
}

using System.Text;
using System.Text.Json;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>A dead letter in a list.</summary>
public sealed record LetterView(
    Guid Id,
    DateTimeOffset TakenAt,
    string State,
    string Queue,
    string MessageType,
    Guid? JobId,
    int? Attempt,
    string Code,
    string? ExceptionType,
    string Reason,
    string? Place,
    string Group,
    int Replays)
{
    internal static LetterView From(LetterSummary x) => new(
        x.Id, x.TakenAt, x.State, x.SourceQueue, x.MessageType, x.JobId, x.Attempt, x.Code, x.ExceptionType, x.Reason,
        x.Place, x.Fingerprint, x.Replays);
}

/// <summary>Some of the letters that match.</summary>
/// <param name="Total">How many match.</param>
/// <param name="Next">Where the next page begins; null after the last one.</param>
public sealed record LetterPage(IReadOnlyList<LetterView> Letters, int Total, string? Next);

/// <summary>Letters that died of the same.</summary>
public sealed record LetterGroupView(
    string Group,
    string Code,
    string? ExceptionType,
    string? Place,
    string Queue,
    string Reason,
    int Letters,
    int Jobs,
    DateTimeOffset First,
    DateTimeOffset Last)
{
    internal static LetterGroupView From(LetterGroup x) => new(
        x.Fingerprint, x.Code, x.ExceptionType, x.Place, x.SourceQueue, x.Reason, x.Letters, x.Jobs, x.First, x.Last);
}

/// <summary>All that is known of a dead letter.</summary>
/// <param name="StateReason">Why it is in its state.</param>
/// <param name="Previous">The letter that the same message was before.</param>
/// <param name="ReplacedBy">The letter that took its place.</param>
/// <param name="Operation">The last operation on it.</param>
/// <param name="Body">Its body as text.</param>
public sealed record LetterDetail(
    Guid Id,
    string State,
    DateTimeOffset StateSince,
    string? StateReason,
    DateTimeOffset TakenAt,
    DateTimeOffset? DiedAt,
    string SetAsideIn,
    string Queue,
    Guid? MessageId,
    string MessageType,
    Guid? JobId,
    int? Attempt,
    string Code,
    string? ExceptionType,
    string Reason,
    string? Causes,
    string? Place,
    string Group,
    int Replays,
    Guid? Previous,
    Guid? ReplacedBy,
    Guid? Operation,
    string? Stack,
    JsonElement Headers,
    int BodyBytes,
    string Body)
{
    // A terminal is no place for megabytes; --out writes the body whole.
    private const int ShownBytes = 64 << 10;

    internal static LetterDetail From(LetterRow x) => new(
        x.Id, x.State, x.StateSince, x.StateReason, x.TakenAt, x.DiedAt, x.Queue, x.SourceQueue, x.MessageId,
        x.MessageType, x.JobId, x.Attempt, x.Code, x.ExceptionType, x.Reason, x.Causes, x.Place, x.Fingerprint,
        x.Replays, x.PreviousId, x.ReplacedBy, x.OperationId, x.Stack,
        JsonSerializer.Deserialize<JsonElement>(x.Headers),
        x.BodyBytes,
        Encoding.UTF8.GetString(x.Body.AsSpan(0, Math.Min(x.Body.Length, ShownBytes))));
}

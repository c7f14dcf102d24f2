using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.DeadLetters;

/// <summary>A letter as lists show it.</summary>
public sealed record LetterSummary(
    Guid Id,
    DateTimeOffset TakenAt,
    string State,
    string SourceQueue,
    string MessageType,
    Guid? JobId,
    int? Attempt,
    string Code,
    string? ExceptionType,
    string Reason,
    string? Place,
    string Fingerprint,
    int Replays);

/// <summary>Letters that died of the same.</summary>
public sealed record LetterGroup(
    string Fingerprint,
    string Code,
    string? ExceptionType,
    string? Place,
    string SourceQueue,
    string Reason,
    int Letters,
    int Jobs,
    DateTimeOffset First,
    DateTimeOffset Last);

/// <summary>A place in a list: the letter that the next page begins after.</summary>
public sealed record LetterCursor(DateTimeOffset TakenAt, Guid Id);

/// <summary>What can be asked of letters; bodies are not read.</summary>
public static class LetterQueries
{
    /// <summary>A page of letters, newest first.</summary>
    /// <param name="after">Last letter of the page before; null for the first page.</param>
    public static Task<List<LetterSummary>> ListAsync(
        this LetterFilter filter, JobsDb db, LetterCursor? after, int limit, CancellationToken cancel)
    {
        var letters = filter.Apply(db);
        if (after is { TakenAt: var time, Id: var id })
        {
            letters = letters.Where(
                x => EF.Functions.LessThan(ValueTuple.Create(x.TakenAt, x.Id), ValueTuple.Create(time, id)));
        }
        return letters
            .OrderByDescending(x => x.TakenAt)
            .ThenByDescending(x => x.Id)
            .Take(limit)
            .Select(x => new LetterSummary(
                x.Id,
                x.TakenAt,
                x.State,
                x.SourceQueue,
                x.MessageType,
                x.JobId,
                x.Attempt,
                x.Code,
                x.ExceptionType,
                x.Reason,
                x.Place,
                x.Fingerprint,
                x.Replays))
            .ToListAsync(cancel);
    }

    /// <summary>How many there are.</summary>
    public static Task<int> CountAsync(this LetterFilter filter, JobsDb db, CancellationToken cancel) =>
        filter.Apply(db).CountAsync(cancel);

    /// <summary>The groups, largest first.</summary>
    public static Task<List<LetterGroup>> GroupsAsync(
        this LetterFilter filter, JobsDb db, int limit, CancellationToken cancel) =>
        filter.Apply(db)
            .GroupBy(x => x.Fingerprint)
            .Select(group => new
            {
                group.Key,
                Code = group.Max(x => x.Code)!,
                ExceptionType = group.Max(x => x.ExceptionType),
                Place = group.Max(x => x.Place),
                SourceQueue = group.Max(x => x.SourceQueue)!,
                Reason = group.Max(x => x.Reason)!,
                Letters = group.Count(),
                Jobs = group.Select(x => x.JobId).Distinct().Count(),
                First = group.Min(x => x.TakenAt),
                Last = group.Max(x => x.TakenAt),
            })
            .OrderByDescending(x => x.Letters)
            .ThenBy(x => x.Key)
            .Take(limit)
            .Select(x => new LetterGroup(
                x.Key, x.Code, x.ExceptionType, x.Place, x.SourceQueue, x.Reason, x.Letters, x.Jobs, x.First, x.Last))
            .ToListAsync(cancel);
}

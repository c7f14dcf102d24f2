using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.DeadLetters;

/// <summary>
/// Which letters are meant; what is null does not matter. Lists, counts, groups and operations all select by it:
/// what is seen is what is acted on.
/// </summary>
public sealed record LetterFilter
{
    /// <summary>One of <see cref="LetterState"/>.</summary>
    public string? State { get; init; }

    /// <summary>These letters.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>Queue that they died in.</summary>
    public string? Queue { get; init; }

    /// <summary>Type of the message.</summary>
    public string? MessageType { get; init; }

    /// <summary>Number of the error, or one of <see cref="LetterCode"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The group; its first characters are enough.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The job that they are about.</summary>
    public Guid? Job { get; init; }

    /// <summary>Whoever asked for the job.</summary>
    public string? Owner { get; init; }

    /// <summary>Part of the reason, the exception or the place, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>Taken then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Taken then or before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The letters, in no order.</summary>
    public IQueryable<LetterRow> Apply(JobsDb db)
    {
        IQueryable<LetterRow> letters = db.Letters.AsNoTracking();
        if (State is { } state) letters = letters.Where(x => x.State == state);
        if (Ids is { } ids) letters = letters.Where(x => ids.Contains(x.Id));
        if (Queue is { } queue) letters = letters.Where(x => x.SourceQueue == queue || x.Queue == queue);
        if (MessageType is { } type) letters = letters.Where(x => x.MessageType == type);
        if (Code?.ToUpperInvariant() is { } code) letters = letters.Where(x => x.Code == code);
        if (Fingerprint is { } group) letters = letters.Where(x => x.Fingerprint.StartsWith(group));
        if (Job is { } job) letters = letters.Where(x => x.JobId == job);
        if (Owner is { } owner)
            letters = letters.Where(x => db.Jobs.Any(j => j.CorrelationId == x.JobId && j.Owner == owner));
        if (Text is { } text) letters = letters.Where(Says(text));
        if (Since is { } since) letters = letters.Where(x => x.TakenAt >= since);
        if (Until is { } until) letters = letters.Where(x => x.TakenAt <= until);
        return letters;
    }

    private static System.Linq.Expressions.Expression<Func<LetterRow, bool>> Says(string text)
    {
        var pattern = $"%{text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
        return x => EF.Functions.ILike(x.Reason, pattern)
            || EF.Functions.ILike(x.ExceptionType ?? "", pattern)
            || EF.Functions.ILike(x.Place ?? "", pattern);
    }
}

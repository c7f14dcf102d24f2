using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Jobs;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.Why;

/// <summary>Says what a job or an operation waits for, in one sentence, from evidence.</summary>
public sealed class Explanations(IDbContextFactory<JobsDb> database, Connections connections, TimeProvider time)
{
    private static readonly TimeSpan Unworked = TimeSpan.FromSeconds(15);

    /// <exception cref="InputException">UnknownJob.</exception>
    public async Task<Explanation> OfJobAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(x => x.CorrelationId == id, cancel)
            ?? throw RequestErrors.UnknownJob(id);
        var evidence = new List<string> { $"state {job.CurrentState} since {Time(job.StateSince)}" };
        var sentence = await LettersAsync(db, id, evidence, cancel)
            ?? Rests(job)
            ?? await new WorkEvidence(db, connections, time.GetUtcNow(), evidence).SentenceAsync(job, cancel);
        return new Explanation(id, job.CurrentState, sentence, evidence);
    }

    /// <exception cref="InputException">UnknownOperation.</exception>
    public async Task<Explanation> OfOperationAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var operation = await db.Operations.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancel)
            ?? throw LetterErrors.UnknownOperation($"{id}");
        var evidence = new List<string> { $"asked by {operation.Who} at {Time(operation.CreatedAt)}" };
        var sentence = operation.State == OperationState.Running
            ? await WorkedAsync(db, operation, evidence, cancel)
            : $"Nothing: it is {operation.State}: {operation.Outcome}.";
        return new Explanation(id, operation.State, sentence, evidence);
    }

    private async Task<string> WorkedAsync(
        JobsDb db, OperationRow operation, List<string> evidence, CancellationToken cancel)
    {
        var items = db.OperationItems.AsNoTracking().Where(x => x.OperationId == operation.Id).OrderBy(x => x.Ordinal);
        if (await items.FirstOrDefaultAsync(x => x.Stage == ItemStage.Sending, cancel) is { } sending)
            return $"It waits for the broker to confirm letter {sending.LetterId}, since {Time(sending.StageSince)}.";
        if (await items.FirstOrDefaultAsync(x => x.Stage == ItemStage.Sent, cancel) is { } sent)
        {
            var count = await items.CountAsync(x => x.Stage == ItemStage.Sent, cancel);
            var job = await db.Letters.Where(x => x.Id == sent.LetterId).Select(x => x.JobId).SingleAsync(cancel);
            if (job is { } waiting && await db.Jobs.AnyAsync(x => x.CorrelationId == waiting, cancel))
                evidence.Add($"job {waiting}: {(await OfJobAsync(waiting, cancel)).WaitsFor}");
            return $"It waits for the outcome of {count} letters that were sent, of {sent.LetterId} since "
                + $"{Time(sent.StageSince)}.";
        }
        return time.GetUtcNow() - operation.UpdatedAt > Unworked
            ? "It waits for a Coordinator: none works it (workers status)."
            : "It is being worked.";
    }

    private static async Task<string?> LettersAsync(
        JobsDb db, Guid job, List<string> evidence, CancellationToken cancel)
    {
        var letters = await db.Letters
            .AsNoTracking()
            .Where(x => x.JobId == job && x.HoldsJob)
            .Where(x => x.State == LetterState.Open || x.State == LetterState.Replaying)
            .OrderBy(x => x.TakenAt)
            .Select(x => new
            {
                x.Id,
                x.State,
                x.StateSince,
                x.OperationId,
                x.MessageType,
                x.SourceQueue,
                x.Code,
                x.Reason,
            })
            .ToListAsync(cancel);
        evidence.AddRange(letters.Select(x => $"dead letter {x.Id} ({x.MessageType}) is {x.State}"));
        var more = letters.Count > 1 ? $" ({letters.Count - 1} more)" : "";
        if (letters.Find(x => x.State == LetterState.Open) is { } open)
        {
            return $"It waits for somebody to replay dead letter {open.Id}{more}, or to retry the job: "
                + $"{open.MessageType} died in {open.SourceQueue} of {open.Code}: {open.Reason}";
        }
        return letters is [var replayed, ..]
            ? $"It waits for the replay of dead letter {replayed.Id}{more} by operation {replayed.OperationId}, since "
                + $"{Time(replayed.StateSince)}."
            : null;
    }

    private static string? Rests(RiskJobRow job) => job.CurrentState switch
    {
        JobState.NeedsAttention => $"It waits for somebody to retry it: {JobView.ErrorFrom(job.Error)?.What}.",
        JobState.Completed or JobState.Failed or JobState.Cancelled => $"Nothing: it is {job.CurrentState}.",
        _ => null,
    };

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}

using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Sends a letter of an operation, each stage noted before the next begins.</summary>
internal sealed class ReplaySteps(JobsDb db, LetterSender sender, TimeProvider time)
{
    /// <summary>Takes the letter for the operation: from now on it is being replayed.</summary>
    /// <returns>False if it is refused.</returns>
    public async Task<bool> PrepareAsync(OperationRow operation, OperationItemRow item, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var letter = await LockAsync(item.LetterId, cancel);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(x => x.CorrelationId == letter.JobId, cancel);
        var now = time.GetUtcNow();
        var reason = ReplayCheck.WhyNot(letter, job) ?? await WhyHeldBackAsync(item, letter, cancel);
        if (reason is null)
        {
            if (operation is { Kind: OperationKind.Edit, NewBody: { } body })
                letter = Edit(letter, item, body, now);
            letter.Enter(LetterState.Replaying, $"operation {operation.Id}", now);
            letter.OperationId = operation.Id;
            letter.Replays++;
        }
        item.Enter(reason is null ? ItemStage.Sending : ItemStage.Refused, reason, now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.Entry(letter).State = EntityState.Detached;
        return reason is null;
    }

    /// <summary>Sends it. If the process dies in between, it is sent again under the same id.</summary>
    /// <exception cref="BrokerAwayException">It stays as it is.</exception>
    public async Task SendAsync(OperationItemRow item, CancellationToken cancel)
    {
        var letter = await db.Letters.AsNoTracking().SingleAsync(x => x.Id == item.LetterId, cancel);
        var refusal = await sender.SendAsync(letter, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = time.GetUtcNow();
        if (refusal is not null)
            await ReopenAsync(letter.Id, refusal, cancel);
        item.Enter(
            refusal is null ? ItemStage.Sent : ItemStage.Refused,
            refusal ?? $"confirmed by the broker for {letter.SourceQueue}",
            now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task ReopenAsync(Guid id, string reason, CancellationToken cancel)
    {
        var letter = await LockAsync(id, cancel);
        if (letter.State == LetterState.Replaying)
            letter.Enter(LetterState.Open, reason, time.GetUtcNow());
    }

    private async Task<LetterRow> LockAsync(Guid id, CancellationToken cancel)
    {
        var letters = await db.Letters
            .FromSql($"SELECT * FROM jobs.letter WHERE id = {id} FOR UPDATE")
            .ToListAsync(cancel);
        return letters.Single();
    }

    /// <summary>A job is parked as a whole: what follows a letter that died again waits with it.</summary>
    private async Task<string?> WhyHeldBackAsync(OperationItemRow item, LetterRow letter, CancellationToken cancel)
    {
        if (letter.JobId is not { } job)
            return null;
        var failed = await (
            from other in db.OperationItems
            where other.OperationId == item.OperationId && other.Stage == ItemStage.Failed
            join dead in db.Letters on other.LetterId equals dead.Id
            where dead.JobId == job
            select (Guid?)dead.Id)
            .FirstOrDefaultAsync(cancel);
        return failed is null ? null : $"held back: letter {failed} of the same job died again";
    }

    /// <summary>A new message with a new id takes the place of the letter.</summary>
    private LetterRow Edit(LetterRow original, OperationItemRow item, byte[] body, DateTimeOffset now)
    {
        var edited = EditedLetter.Of(original, body, now);
        db.Letters.Add(edited);
        original.Enter(LetterState.Closed, $"edited by operation {item.OperationId}", now);
        original.ReplacedBy = edited.Id;
        item.LetterId = edited.Id;
        return edited;
    }
}

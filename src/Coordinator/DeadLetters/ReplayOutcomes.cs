using Microsoft.EntityFrameworkCore;
using Workers.Coordinator.Saga;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>What became of letters that were sent, from evidence.</summary>
internal sealed class ReplayOutcomes(JobsDb db, StepTimeouts timeouts, ReplaySettings settings, TimeProvider time)
{
    private static readonly string[] Unsettled = [LetterState.Open, LetterState.Replaying];

    /// <summary>Notes the outcome of a letter, if there is one.</summary>
    /// <returns>True if there is.</returns>
    public async Task<bool> JudgeAsync(OperationItemRow item, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var letter = await LockAsync(item.LetterId, cancel);
        var judged = await JudgeAsync(item, letter, cancel);
        if (judged is { } outcome)
            item.Enter(outcome.Stage, outcome.Why, time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.Entry(letter).State = EntityState.Detached;
        return judged is not null;
    }

    private async Task<(string Stage, string Why)?> JudgeAsync(
        OperationItemRow item, LetterRow letter, CancellationToken cancel)
    {
        if (letter.ReplacedBy is { } next)
            return (ItemStage.Failed, await DeathAsync(next, cancel));
        if (letter.State == LetterState.Closed)
            return (ItemStage.Done, letter.StateReason ?? "closed");
        if (letter.State != LetterState.Replaying)
            return (ItemStage.Released, $"the letter is {letter.State}");

        var now = time.GetUtcNow();
        var isSettled = now - item.StageSince >= settings.Settled;
        if (!letter.HoldsJob)
            return await JudgeWithoutJobAsync(letter, isSettled, cancel);
        if (isSettled && await HasOthersAsync(letter, cancel))
            return (ItemStage.Done, "sent, and it did not come back; its job waits for other letters too");
        if (now < await DeadlineAsync(item, letter, cancel))
            return null;
        letter.Enter(LetterState.Open, "nothing was heard of its replay", now);
        return (ItemStage.Released, "nothing was heard of it in time; it is open again");
    }

    private async Task<(string, string)?> JudgeWithoutJobAsync(
        LetterRow letter, bool isSettled, CancellationToken cancel)
    {
        var isConsumed = await db.Inbox.AnyAsync(x => x.MessageId == letter.MessageId, cancel);
        if (!isConsumed && !isSettled)
            return null;
        var why = isConsumed ? "consumed" : "confirmed by the broker, and it did not come back";
        letter.Enter(LetterState.Closed, why, time.GetUtcNow());
        return (ItemStage.Done, why);
    }

    /// <summary>The job cannot move on by this letter alone.</summary>
    private Task<bool> HasOthersAsync(LetterRow letter, CancellationToken cancel) => db.Letters.AnyAsync(
        x => x.JobId == letter.JobId && x.Id != letter.Id && x.HoldsJob && Unsettled.Contains(x.State), cancel);

    private async Task<string> DeathAsync(Guid next, CancellationToken cancel)
    {
        var died = await db.Letters
            .Where(x => x.Id == next)
            .Select(x => new { x.Code, x.ExceptionType, x.Reason })
            .SingleAsync(cancel);
        return $"it died again: {died.Code} {died.ExceptionType}: {died.Reason} (letter {next})";
    }

    /// <summary>
    /// After a sign of life as long as a step may be silent; before the first one as long as it may wait for a worker,
    /// and between blocks too.
    /// </summary>
    private async Task<DateTimeOffset> DeadlineAsync(OperationItemRow item, LetterRow letter, CancellationToken cancel)
    {
        var sign = await db.Jobs
            .Where(x => x.CorrelationId == letter.JobId)
            .Select(x => x.LastSignOfLife)
            .SingleOrDefaultAsync(cancel);
        if (sign is not { } lived || lived < item.StageSince)
            return item.StageSince + timeouts.QueueTimeout;
        var waitsForTurns = letter.SourceQueue == Queues.CalculateBlock;
        return lived + (waitsForTurns ? timeouts.QueueTimeout : timeouts.HeartbeatTimeout);
    }

    private async Task<LetterRow> LockAsync(Guid id, CancellationToken cancel)
    {
        var letters = await db.Letters
            .FromSql($"SELECT * FROM jobs.letter WHERE id = {id} FOR UPDATE")
            .ToListAsync(cancel);
        return letters.Single();
    }
}

/// <summary>How long replays are watched.</summary>
/// <param name="Settled">
/// After so long a message that was sent and did not come back has passed: longer than the retries of a consumer.
/// </param>
public sealed record ReplaySettings(TimeSpan Settled)
{
    public static ReplaySettings Usual { get; } = new(TimeSpan.FromSeconds(30));
}

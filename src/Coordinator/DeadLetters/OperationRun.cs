using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>
/// Takes one operation a step further. All that it knows is in the rows: whoever comes after a crash goes on from them.
/// </summary>
internal sealed class OperationRun(
    JobsDb db,
    ReplayOutcomes outcomes,
    ReplaySteps steps,
    LetterMoves moves,
    TimeProvider time,
    ILogger<OperationRun> log)
{
    // Of whatever it was: so many failures are no accident.
    private const int MaxFailures = 3;

    public async Task AdvanceAsync(Guid id, CancellationToken cancel)
    {
        var operation = await db.Operations.SingleAsync(x => x.Id == id, cancel);
        if (operation.Kind is OperationKind.Archive or OperationKind.Restore)
            await moves.MoveAsync(operation, cancel);
        else if (!await ReplayAsync(operation, cancel))
            return;
        await EndAsync(operation, cancel);
    }

    /// <returns>True if there is nothing more to do.</returns>
    private async Task<bool> ReplayAsync(OperationRow operation, CancellationToken cancel)
    {
        // Left by a coordinator that died, or by a broker that was away.
        foreach (var item in await ItemsAsync(operation, ItemStage.Sending, int.MaxValue, cancel))
            await steps.SendAsync(item, cancel);
        var awaited = 0;
        foreach (var item in await ItemsAsync(operation, ItemStage.Sent, int.MaxValue, cancel))
            awaited += await outcomes.JudgeAsync(item, cancel) ? 0 : 1;

        if (await WhyStopAsync(operation, cancel) is { } reason)
            await LeaveOutAsync(operation, reason, cancel);
        var size = await NextAsync(operation, awaited, cancel);
        var next = await ItemsAsync(operation, ItemStage.Waiting, size, cancel);
        foreach (var item in next)
        {
            if (await steps.PrepareAsync(operation, item, cancel))
                await steps.SendAsync(item, cancel);
        }
        return awaited == 0 && next.Count == 0 && !await AnyAsync(operation, ItemStage.Waiting, cancel);
    }

    /// <summary>How many may go now.</summary>
    private async Task<int> NextAsync(OperationRow operation, int awaited, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var size = operation.Rate is { } rate
            ? Ramp.AtRate(rate, now - operation.UpdatedAt)
            : awaited > 0 ? 0 : Ramp.After(operation.Together);
        if (size == 0)
            return 0;
        operation.Together = size;
        operation.UpdatedAt = now;
        // Before anything is sent: after a crash the next batch is no larger than it would have been.
        await db.SaveChangesAsync(cancel);
        return size;
    }

    /// <summary>Why nothing more is to be sent; null: it goes on.</summary>
    private async Task<string?> WhyStopAsync(OperationRow operation, CancellationToken cancel)
    {
        var ended = db.OperationItems.Where(x => x.OperationId == operation.Id);
        if (await ended.AnyAsync(x => x.Stage == ItemStage.Released, cancel))
            return "nothing was heard of a letter that was sent";
        var failures = await (
            from item in ended
            where item.Stage == ItemStage.Failed
            join letter in db.Letters on item.LetterId equals letter.Id
            join next in db.Letters on letter.ReplacedBy equals next.Id
            select new { Before = letter.Fingerprint, After = next.Fingerprint, next.Code, next.Place, next.Reason })
            .ToListAsync(cancel);
        if (failures.Find(x => x.Before == x.After) is { } same)
            return $"a letter died of the same again: {same.Code} at {same.Place}: {same.Reason}";
        return failures.Count >= MaxFailures ? $"{failures.Count} letters died again" : null;
    }

    private async Task LeaveOutAsync(OperationRow operation, string reason, CancellationToken cancel)
    {
        var waiting = await ItemsAsync(operation, ItemStage.Waiting, int.MaxValue, cancel);
        if (waiting.Count == 0)
            return;
        var now = time.GetUtcNow();
        foreach (var item in waiting)
            item.Enter(ItemStage.NotSent, "the operation stopped before its turn; it is open", now);
        operation.Outcome = $"stopped by itself: {reason}";
        await db.SaveChangesAsync(cancel);
        log.LogWarning("Operation {Operation} {Outcome}", operation.Id, operation.Outcome);
    }

    private async Task EndAsync(OperationRow operation, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var counts = await db.OperationItems
            .Where(x => x.OperationId == operation.Id)
            .GroupBy(x => x.Stage)
            .Select(x => new { Stage = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Stage, x => x.Count, cancel);
        var told = ItemStage.Ended.Where(counts.ContainsKey).Select(stage => $"{counts[stage]} {stage}");
        var stopped = operation.Outcome is { } why ? $"; {why}" : "";
        operation.State = counts.ContainsKey(ItemStage.NotSent) ? OperationState.Stopped : OperationState.Done;
        operation.Outcome = (counts.Count == 0 ? "no letter was selected" : string.Join(", ", told)) + stopped;
        operation.UpdatedAt = now;
        operation.FinishedAt = now;
        db.Audit.Add(operation.Audited("ended", now));
        await db.SaveChangesAsync(cancel);
        log.LogInformation(
            "Operation {Operation} {State}: {Outcome}", operation.Id, operation.State, operation.Outcome);
    }

    private Task<List<OperationItemRow>> ItemsAsync(
        OperationRow operation, string stage, int most, CancellationToken cancel) =>
        db.OperationItems
            .Where(x => x.OperationId == operation.Id && x.Stage == stage)
            .OrderBy(x => x.Ordinal)
            .Take(most)
            .ToListAsync(cancel);

    private Task<bool> AnyAsync(OperationRow operation, string stage, CancellationToken cancel) =>
        db.OperationItems.AnyAsync(x => x.OperationId == operation.Id && x.Stage == stage, cancel);
}

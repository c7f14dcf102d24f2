using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Archives letters, and restores them.</summary>
internal sealed class LetterMoves(JobsDb db, TimeProvider time)
{
    /// <summary>Moves the letters of an operation that still are where it found them; one transaction.</summary>
    public async Task MoveAsync(OperationRow operation, CancellationToken cancel)
    {
        var (from, to) = operation.Kind == OperationKind.Archive
            ? (LetterState.Open, LetterState.Archived)
            : (LetterState.Archived, LetterState.Open);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = time.GetUtcNow();
        var items = await db.OperationItems
            .Where(x => x.OperationId == operation.Id && x.Stage == ItemStage.Waiting)
            .ToListAsync(cancel);
        var ids = items.Select(x => x.LetterId).ToList();
        await db.Letters
            .Where(x => ids.Contains(x.Id) && x.State == from)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(x => x.State, to)
                    .SetProperty(x => x.StateSince, now)
                    .SetProperty(x => x.StateReason, operation.Why)
                    .SetProperty(x => x.OperationId, operation.Id),
                cancel);
        var states = await db.Letters
            .Where(x => ids.Contains(x.Id))
            .Select(x => new { x.Id, x.State, x.OperationId })
            .ToDictionaryAsync(x => x.Id, cancel);
        foreach (var item in items)
        {
            var letter = states[item.LetterId];
            if (letter.OperationId == operation.Id) item.Enter(ItemStage.Done, null, now);
            else item.Enter(ItemStage.Refused, $"it is {letter.State}", now);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.DeadLetters;

/// <summary>Takes letters in, in the caller's transaction.</summary>
public static class LetterTaking
{
    private static readonly string[] Unsettled = [LetterState.Open, LetterState.Replaying];

    /// <summary>
    /// Adds a letter. Earlier letters of the same message are closed: this one took their place, and counts on.
    /// </summary>
    /// <param name="db">The jobs database.</param>
    /// <param name="letter">The letter, complete but for what is known of earlier ones.</param>
    /// <param name="replayed">The letter whose replay this message was, if it says so.</param>
    /// <returns>False if this delivery was taken before: nothing is changed.</returns>
    public static async Task<bool> TakeAsync(
        JobsDb db, LetterRow letter, Guid? replayed, CancellationToken cancel)
    {
        if (await db.Letters.AnyAsync(x => x.DeliveryKey == letter.DeliveryKey, cancel))
            return false;
        var earlier = await db.Letters
            .Where(x => x.ReplacedBy == null)
            .Where(x => x.Id == replayed
                || (x.MessageId == letter.MessageId
                    && x.MessageId != null
                    && x.SourceQueue == letter.SourceQueue
                    && Unsettled.Contains(x.State)))
            .OrderByDescending(x => x.TakenAt)
            .Select(x => new { x.Id, x.Replays })
            .ToListAsync(cancel);
        letter.PreviousId = earlier.FirstOrDefault()?.Id;
        letter.Replays = earlier.FirstOrDefault()?.Replays ?? 0;
        var ids = earlier.Select(x => x.Id).ToList();
        await db.Letters
            .Where(x => ids.Contains(x.Id))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(x => x.State, LetterState.Closed)
                    .SetProperty(x => x.StateSince, letter.TakenAt)
                    .SetProperty(x => x.StateReason, "the message died again")
                    .SetProperty(x => x.ReplacedBy, letter.Id),
                cancel);
        db.Letters.Add(letter);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}

namespace Workers.Risk.EventBased;

/// <summary>Events that are calculated together, by position.</summary>
public readonly record struct EventRange(int First, int Count)
{
    /// <summary>Ranges of a size, the last one shorter, that hold all events.</summary>
    public static IReadOnlyList<EventRange> Cut(int events, int size) =>
        [.. Enumerable.Range(0, (events + size - 1) / size).Select(b => new EventRange(b * size, Math.Min(size, events - b * size)))];
}

/// <summary>
/// What a block of events contributes to a calculation. Blocks are fixed by the job and its hazard alone, and are put together in their order:
/// so the results do not depend on who calculated them, nor when.
/// </summary>
/// <param name="Rows">Event loss table of each loss type, in the order of <see cref="EventRiskCalculation.LossTypes"/>.</param>
/// <param name="Sums"><c>Sums[loss type][realization][ordinal]</c>: losses added over the events; null where a realization has no event.</param>
public sealed record EventBlock(LossRows[] Rows, double[]?[][] Sums);

/// <summary>Rows of an event loss table: parallel arrays, ordered by event, then aggregation.</summary>
/// <param name="EventIds">Event of each row.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Losses">Loss.</param>
/// <param name="Variances">Variance of the loss.</param>
public sealed record LossRows(long[] EventIds, int[] AggregateIds, float[] Losses, float[] Variances)
{
    /// <summary>The rows of several blocks, one after the other.</summary>
    public static LossRows Concat(IEnumerable<LossRows> blocks)
    {
        LossRows[] all = [.. blocks];
        return all.Length == 1 ? all[0] : new(
            [.. all.SelectMany(r => r.EventIds)], [.. all.SelectMany(r => r.AggregateIds)],
            [.. all.SelectMany(r => r.Losses)], [.. all.SelectMany(r => r.Variances)]);
    }
}

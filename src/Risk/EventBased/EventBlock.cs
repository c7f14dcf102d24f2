namespace Workers.Risk.EventBased;

/// <summary>
/// What a block of events contributes to a calculation for one loss type. Blocks are fixed by the job and its hazard
/// alone, and are put together in their order: so the results do not depend on who calculated them, nor when.
/// </summary>
/// <param name="Rows">By event and aggregation.</param>
/// <param name="Sums">
/// <c>Sums[realization]</c>: by ordinal what is added over the events, losses, or damage at <c>ordinal * measures +
/// measure</c>; null where a realization has no event.
/// </param>
public sealed record EventBlock(EventRows Rows, double[]?[] Sums)
{
    /// <summary>The block that all of them make.</summary>
    /// <param name="blocks">The blocks in their order; they are looked at one after the other.</param>
    /// <param name="rows">How many rows they have.</param>
    internal static EventBlock Join(IEnumerable<EventBlock> blocks, int rows)
    {
        EventRows? joined = null;
        double[]?[]? sums = null;
        var next = 0;
        // In order, one in memory at a time: the order of sums is part of the result.
        foreach (var block in blocks)
        {
            joined ??= EventRows.Empty(rows, block.Rows.Values.Length);
            joined.Put(block.Rows, next);
            next += block.Rows.Count;
            sums ??= new double[]?[block.Sums.Length];
            for (var r = 0; r < sums.Length; r++)
                if (block.Sums[r] is { } more)
                    Statistics.Sums.Add(more, sums[r] ??= new double[more.Length]);
        }
        // A lost block must not pass for a small result.
        if (next != rows)
            throw new InvalidOperationException($"the blocks have {next} rows where {rows} were promised");
        return new(joined!, sums!);
    }
}

/// <summary>Rows by event and aggregation: parallel arrays, ordered by event, then aggregation.</summary>
/// <param name="EventIds">Event of each row.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Values">
/// <c>Values[measure][row]</c>: loss and variance, or buildings in each limit state and consequences.
/// </param>
public sealed record EventRows(long[] EventIds, int[] AggregateIds, float[][] Values)
{
    /// <summary>Number of rows.</summary>
    public int Count => EventIds.Length;

    internal static EventRows Empty(int rows, int measures) =>
        new(new long[rows], new int[rows], [.. Enumerable.Range(0, measures).Select(_ => new float[rows])]);

    internal void Put(EventRows rows, int at)
    {
        rows.EventIds.CopyTo(EventIds, at);
        rows.AggregateIds.CopyTo(AggregateIds, at);
        for (var m = 0; m < Values.Length; m++)
            rows.Values[m].CopyTo(Values[m], at);
    }
}

/// <summary>The blocks of a calculation, wherever they are kept.</summary>
public interface IEventBlocks
{
    /// <summary>How many rows the blocks of a loss type have together.</summary>
    int Rows(int lossType);

    /// <summary>The blocks of a loss type, in their order.</summary>
    IEnumerable<EventBlock> Of(int lossType);
}

/// <summary>Blocks in memory: <c>blocks[block][loss type]</c>.</summary>
public sealed class EventBlocksInMemory(IReadOnlyList<EventBlock[]> blocks) : IEventBlocks
{
    /// <inheritdoc/>
    public int Rows(int lossType) => blocks.Sum(b => b[lossType].Rows.Count);

    /// <inheritdoc/>
    public IEnumerable<EventBlock> Of(int lossType) => blocks.Select(b => b[lossType]);
}

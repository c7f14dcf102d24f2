using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// A calculation event by event, losses or damage, cut into blocks of events. These may be calculated anywhere and at
/// any time: the random numbers of an event are its own.
/// </summary>
public abstract class EventCalculation
{
    private protected EventCalculation() { }

    /// <summary>Loss types, and what is derived from them: a block has a part for each.</summary>
    public abstract IReadOnlyList<string> LossTypes { get; }

    /// <summary>The blocks to calculate, by position of the events of the hazard.</summary>
    public abstract IReadOnlyList<EventRange> Blocks { get; }

    /// <summary>Most rows that the event table of a loss type can have.</summary>
    public abstract long MaxRows { get; }

    /// <summary>Calculates a block, a part for each loss type; calls may run at the same time.</summary>
    /// <param name="motion">
    /// Ground motion that has the events of the block, and the sites and IMTs of the hazard.
    /// </param>
    /// <param name="range">Where the events of the block are in <paramref name="motion"/>.</param>
    /// <param name="cancel">Stops in between.</param>
    public abstract EventBlock[] Calculate(IGroundMotion motion, EventRange range, CancellationToken cancel = default);

    /// <summary>The results without outputs.</summary>
    public abstract RiskResults Frame();

    /// <summary>
    /// Puts the blocks together, loss type after loss type: only what one needs is in memory, if each output is let go
    /// before the next.
    /// </summary>
    public abstract IEnumerable<RiskOutput> Outputs(IEventBlocks blocks);

    internal RiskResults CalculateAll(IGroundMotion motion, CancellationToken cancel)
    {
        var blocks = Blocks.Select(block => Calculate(motion, block, cancel)).ToList();
        return Frame() with { Outputs = [.. Outputs(new EventBlocksInMemory(blocks))] };
    }
}

using Workers.Risk.Damage;
using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// A calculation event by event, losses or damage, cut into blocks of events. These may be calculated anywhere and at any time: the random
/// numbers of an event are its own.
/// </summary>
public abstract class EventCalculation
{
    private protected EventCalculation() { }

    /// <summary>Plans the calculation of a job.</summary>
    /// <param name="job">A job of a scenario or event based mode.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="Errors.InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public static EventCalculation Of(RiskJob job, GroundMotionInput hazard) => job.Parameters.Mode is "scenario_damage" or "event_based_damage"
        ? new EventDamageCalculation(job, hazard)
        : new EventRiskCalculation(job, hazard);

    /// <summary>Loss types, and what is derived from them: a block has a part for each.</summary>
    public abstract IReadOnlyList<string> LossTypes { get; }

    /// <summary>The blocks to calculate, by position of the events of the hazard.</summary>
    public abstract IReadOnlyList<EventRange> Blocks { get; }

    /// <summary>Most rows that the event table of a loss type can have.</summary>
    public abstract long MostRows { get; }

    /// <summary>Calculates a block, a part for each loss type; calls may run at the same time.</summary>
    /// <param name="motion">Ground motion that has the events of the block, and the sites and IMTs of the hazard.</param>
    /// <param name="range">Where the events of the block are in <paramref name="motion"/>.</param>
    /// <param name="cancel">Stops in between.</param>
    public abstract EventBlock[] Calculate(IGroundMotion motion, EventRange range, CancellationToken cancel = default);

    /// <summary>The results without outputs.</summary>
    public abstract RiskResults Frame();

    /// <summary>Puts the blocks together, loss type after loss type: only what one needs is in memory, if each output is let go before the next.</summary>
    public abstract IEnumerable<RiskOutput> Outputs(IEventBlocks blocks);

    internal static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var hazard = input.GroundMotion(job.Parameters.Mode);
        var calculation = Of(job, hazard);
        var blocks = calculation.Blocks.Select(block => calculation.Calculate(hazard.Fields, block, cancel)).ToList();
        return calculation.Frame() with { Outputs = [.. calculation.Outputs(new EventBlocksInMemory(blocks))] };
    }
}

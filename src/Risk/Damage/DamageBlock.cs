using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// What a block of events contributes to a damage calculation. Blocks are fixed by the job and its hazard alone, and are put together in their
/// order: so the results do not depend on who calculated them, nor when.
/// </summary>
/// <param name="Rows">Damage by event and aggregation of each loss type, in alphabetical order of these.</param>
/// <param name="Sums"><c>Sums[loss type][realization][ordinal * measures + measure]</c>: damage added over the events; null where a realization has no event.</param>
public sealed record DamageBlock(DamageRows[] Rows, double[]?[][] Sums);

/// <summary>Damage by event and aggregation: parallel arrays, ordered by event, then aggregation.</summary>
/// <param name="EventIds">Event of each row.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Values"><c>Values[measure][row]</c>: buildings in each limit state, then consequences.</param>
public sealed record DamageRows(long[] EventIds, int[] AggregateIds, float[][] Values)
{
    /// <summary>The rows of several blocks, one after the other.</summary>
    public static DamageRows Concat(IReadOnlyList<DamageRows> blocks) => blocks.Count == 1 ? blocks[0] : new(
        [.. blocks.SelectMany(b => b.EventIds)], [.. blocks.SelectMany(b => b.AggregateIds)],
        [.. blocks[0].Values.Select((_, m) => blocks.SelectMany(b => b.Values[m]).ToArray())]);

    /// <summary>The rows as output.</summary>
    /// <param name="lossType">Loss type.</param>
    /// <param name="measures">Damage states and consequences; the first, <c>no_damage</c>, is not in the rows.</param>
    public EventTable Table(string lossType, IReadOnlyList<string> measures) =>
        new(OutputKind.RiskByEvent, lossType, [.. measures.Skip(1)], EventIds, AggregateIds, Values);
}

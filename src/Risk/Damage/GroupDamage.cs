using Workers.Risk.Assets;
using Workers.Risk.EventBased;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage of the assets of one site and taxonomy for one loss type: the shares of the damage states are the same for
/// all. Some events at a time, state after state: arrays are <c>[measure * count + event]</c>.
/// </summary>
internal sealed class GroupDamage(
    LossTypeDamage lossType,
    AssetGroup group,
    SiteEvents events,
    float[] numbers,
    int states)
{
    // Buffers of this many events stay in the processor's first caches.
    private const int EventsAtOnce = 512;

    private readonly double[] _probabilities = new double[states];
    private readonly int[] _counts = new int[states];

    /// <summary>Adds the damage of each event and asset.</summary>
    /// <param name="sums">Sums over events.</param>
    /// <param name="rows">Sums over assets.</param>
    /// <param name="realizations">Realization of each event of the block.</param>
    public void AddTo(DamageSums sums, DamageByEvent rows, int[] realizations)
    {
        var measures = states + lossType.Consequences.Length;
        var most = Math.Min(EventsAtOnce, events.Positions.Length);
        var fractions = events.Scratch.Fractions.Take(states * most);
        var poes = events.Scratch.Poes.Take((states - 1) * most);
        var damage = events.Scratch.Damage.Take(measures * most);
        var ofGroup = events.Scratch.OfGroup.Take(measures * most);
        foreach (var some in EventsAt(most))
        {
            lossType.Fractions(
                group.Taxonomy,
                events,
                some,
                poes[..((states - 1) * some.Count)],
                fractions[..(states * some.Count)]);
            AddTo(
                sums,
                rows,
                realizations,
                some,
                fractions,
                damage[..(measures * some.Count)],
                ofGroup[..(measures * some.Count)]);
        }
    }

    private IEnumerable<EventRange> EventsAt(int most) =>
        most == 0 ? [] : EventRange.Cut(events.Positions.Length, most);

    private void AddTo(
        DamageSums sums,
        DamageByEvent rows,
        int[] realizations,
        EventRange some,
        ReadOnlySpan<double> fractions,
        Span<float> damage,
        Span<float> ofGroup)
    {
        var positions = events.Positions.AsSpan(some.First, some.Count);
        var buildings = damage[..(states * some.Count)];
        // The buffer still holds the sums of the batch before.
        ofGroup.Clear();
        foreach (var asset in group.Assets)
        {
            Buildings(some, fractions, numbers[asset], buildings);
            for (var c = 0; c < lossType.Consequences.Length; c++)
                lossType.Consequences[c].Calculate(
                    group.Taxonomy,
                    asset,
                    buildings,
                    numbers[asset],
                    damage.Slice((states + c) * some.Count, some.Count));
            // Assets in the order of ordinals: the order of float32 sums is part of the result.
            sums.Add(realizations, positions, asset, damage);
            rows.Add(positions, asset, damage);
            Sums.Add(damage, ofGroup);
        }
        rows.AddGroup(positions, ofGroup);
    }

    /// <summary>
    /// Buildings in each damage state: shares of the number, or drawn; where a secondary peril does not strike there is
    /// no damage.
    /// </summary>
    private void Buildings(EventRange some, ReadOnlySpan<double> fractions, float number, Span<float> damage)
    {
        if (events.Generators is { } generators)
            for (var i = 0; i < some.Count; i++)
            {
                Probabilities(fractions, i, some.Count);
                // Assets take turns at the generator of an event: only their order matters, not that of events.
                generators[some.First + i].Choice((int)number, _probabilities, _counts);
                for (var state = 0; state < states; state++)
                    damage[state * some.Count + i] = _counts[state];
            }
        else
            Sums.Multiply(fractions[..damage.Length], number, damage);

        if (events.PerilShares is { } shares)
            // From the first limit state on: what a peril spares is not put back to undamaged, as in the engine.
            for (var i = some.Count; i < damage.Length; i++)
                damage[i] = (float)(damage[i] * shares[some.First + i % some.Count]);
    }

    /// <summary>
    /// Probabilities from the shares in an event; in float32 if they come from one function, as the engine has them
    /// then.
    /// </summary>
    private void Probabilities(ReadOnlySpan<double> fractions, int i, int count)
    {
        var single = lossType.Functions[group.Taxonomy].Length == 1;
        var sum = 0.0;
        for (var state = 0; state < states; state++)
            // numpy sums float32 in float32, so each step is rounded.
            sum = single ? (float)(sum + fractions[state * count + i]) : sum + fractions[state * count + i];
        for (var state = 0; state < states; state++)
        {
            var probability = fractions[state * count + i] / sum;
            _probabilities[state] = single ? (float)probability : probability;
        }
    }
}

using Workers.Risk.Assets;

namespace Workers.Risk.Damage;

/// <summary>Damage of the assets of one site and taxonomy for one loss type: they share the shares of the damage states.</summary>
internal sealed class GroupDamage(LossTypeDamage lossType, AssetGroup group, SiteEvents events, float[] numbers, int states)
{
    private readonly double[] _fractions = lossType.Fractions(group.Taxonomy, events.Values, events.Positions.Length, states);
    private readonly double[] _probabilities = new double[states];
    private readonly int[] _counts = new int[states];

    /// <summary>Adds the damage of each event and asset.</summary>
    /// <param name="sums">Sums over events.</param>
    /// <param name="rows">Sums over assets.</param>
    /// <param name="realizations">Realization of each event of the block.</param>
    public void AddTo(DamageSums sums, DamageByEvent rows, int[] realizations)
    {
        Span<float> damage = new float[states + lossType.Consequences.Length], ofGroup = new float[damage.Length];
        for (var i = 0; i < events.Positions.Length; i++)
        {
            var e = events.Positions[i];
            ofGroup.Clear();
            foreach (var asset in group.Assets)
            {
                Buildings(i, numbers[asset], damage);
                for (var c = 0; c < lossType.Consequences.Length; c++)
                    damage[states + c] = lossType.Consequences[c].Of(group.Taxonomy, asset, damage[..states], numbers[asset]);
                sums.Add(realizations[e], asset, damage);
                rows.Add(e, asset, damage);
                for (var m = 0; m < damage.Length; m++)
                    ofGroup[m] += damage[m];
            }
            rows.AddGroup(e, ofGroup);
        }
    }

    /// <summary>Buildings in each damage state: shares of the number, or drawn; where a secondary peril does not strike there is no damage.</summary>
    private void Buildings(int i, float number, Span<float> damage)
    {
        var fractions = _fractions.AsSpan(i * states, states);
        if (events.Generators is { } generators)
        {
            Normalize(fractions);
            generators[i].Choice((int)number, _probabilities, _counts);
            for (var state = 0; state < states; state++)
                damage[state] = _counts[state];
        }
        else
            for (var state = 0; state < states; state++)
                damage[state] = (float)(fractions[state] * number);

        if (events.PerilShares is { } shares)
            for (var state = 1; state < states; state++)
                damage[state] = (float)(damage[state] * shares[i]);
    }

    /// <summary>Probabilities from shares; in float32 if they come from one function, as the engine has them then.</summary>
    private void Normalize(ReadOnlySpan<double> fractions)
    {
        var single = lossType.Functions[group.Taxonomy].Length == 1;
        var sum = 0.0;
        foreach (var fraction in fractions)
            sum = single ? (float)(sum + fraction) : sum + fraction;
        for (var state = 0; state < states; state++)
            _probabilities[state] = single ? (float)(fractions[state] / sum) : fractions[state] / sum;
    }
}

namespace Workers.Risk.Damage;

/// <summary>Share of the buildings in each damage state.</summary>
internal static class DamageFractions
{
    private const double Negligible = 1e-7;

    /// <summary>
    /// Shares from the probabilities of exceedance of the limit states (risklib/scientific.py, scenario_damage): the differences between
    /// neighbours, the first to 1 and the last to 0.
    /// </summary>
    /// <param name="poes">Probability of exceedance of each limit state.</param>
    /// <param name="fractions">Gets a share for each damage state: one more than limit states.</param>
    public static void FromPoes(ReadOnlySpan<double> poes, Span<double> fractions)
    {
        var above = 1.0;
        for (var state = 0; state < poes.Length; state++)
        {
            fractions[state] = above - poes[state];
            above = poes[state];
        }
        fractions[poes.Length] = above;
    }

    /// <summary>The same for one event, in float32: what is negligible, or negative where the functions cross, counts as 0.</summary>
    public static void OfEvent(ReadOnlySpan<double> poes, Span<double> fractions)
    {
        FromPoes(poes, fractions);
        foreach (ref var fraction in fractions)
            fraction = fraction < Negligible ? 0 : (float)fraction;
    }
}

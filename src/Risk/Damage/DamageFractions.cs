using System.Runtime.Intrinsics;

namespace Workers.Risk.Damage;

/// <summary>
/// Share of the buildings in each damage state, from the probabilities of exceedance of the limit states
/// (risklib/scientific.py, scenario_damage): the differences between neighbours, the first to 1 and the last to 0.
/// </summary>
internal static class DamageFractions
{
    // The engine's limit (scenario_damage): what is dropped is not put back elsewhere.
    private const double Negligible = 1e-7;

    /// <summary>Shares within some years.</summary>
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

    /// <summary>
    /// Shares in events, in float32: what is negligible, or negative where the functions cross, counts as 0.
    /// </summary>
    /// <param name="poes"><c>poes[limit state * events + event]</c>.</param>
    /// <param name="events">Number of events.</param>
    /// <param name="weight">What the shares are multiplied with.</param>
    /// <param name="fractions">The shares are added to these: <c>fractions[damage state * events + event]</c>.</param>
    public static void AddOfEvents(ReadOnlySpan<double> poes, int events, double weight, Span<double> fractions)
    {
        var states = poes.Length / events;
        for (var state = 0; state <= states; state++)
        {
            var above = state == 0 ? [] : poes.Slice((state - 1) * events, events);
            var below = state == states ? [] : poes.Slice(state * events, events);
            Add(above, below, weight, fractions.Slice(state * events, events));
        }
    }

    /// <summary>Adds what is exceeded above and not below: 1 and 0 where there is no limit state.</summary>
    private static void Add(
        ReadOnlySpan<double> above,
        ReadOnlySpan<double> below,
        double weight,
        Span<double> fractions)
    {
        var i = 0;
        var width = Vector256<double>.Count;
        for (; i <= fractions.Length - width; i += width)
        {
            var upper = above.IsEmpty ? Vector256<double>.One : Vector256.Create(above[i..]);
            var lower = below.IsEmpty ? Vector256<double>.Zero : Vector256.Create(below[i..]);
            var share = upper - lower;
            // Sets negligible and negative shares to 0 without a branch.
            share &= ~Vector256.LessThan(share, Vector256.Create(Negligible));
            // Rounded to float32 before it is weighted, as the engine stores it.
            var single = Vector256.WidenLower(Vector256.Narrow(share, share));
            (Vector256.Create(fractions[i..]) + single * weight).CopyTo(fractions[i..]);
        }
        for (; i < fractions.Length; i++)
        {
            var share = (above.IsEmpty ? 1 : above[i]) - (below.IsEmpty ? 0 : below[i]);
            fractions[i] += (share < Negligible ? 0 : (float)share) * weight;
        }
    }
}

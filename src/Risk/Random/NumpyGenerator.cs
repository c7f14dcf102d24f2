namespace Workers.Risk.Random;

/// <summary>
/// numpy's <c>Generator(Philox(seed))</c>, draw for draw and bit for bit: the same seed and the same sequence of calls give the same
/// doubles. The engine keeps one for each event, seeded with master seed + event id.
/// </summary>
public sealed class NumpyGenerator
{
    private Philox bits;

    /// <param name="seed">Non-negative, as numpy demands.</param>
    public NumpyGenerator(long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var (key0, key1) = SeedSequence.PhiloxKey((ulong)seed);
        bits = new Philox(key0, key1);
    }

    /// <summary>Uniform on [0, 1) with 53 bits (<c>random()</c>).</summary>
    public double NextDouble() => throw new NotImplementedException();

    /// <summary>Standard normal (<c>normal()</c>).</summary>
    public double NextNormal() => throw new NotImplementedException();

    /// <summary>Beta distributed on [0, 1] (<c>beta(a, b)</c>).</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    public double NextBeta(double a, double b) => throw new NotImplementedException();

    /// <summary>
    /// Draws indices with replacement and counts them: <c>bincount(choice(len(p), draws, p=p))</c>. One uniform for each draw.
    /// </summary>
    /// <param name="draws">Number of draws.</param>
    /// <param name="probabilities">Probability of each index; their sum is taken as 1.</param>
    /// <param name="counts">Set to how often each index was drawn; as long as <paramref name="probabilities"/>.</param>
    public void Choice(int draws, ReadOnlySpan<double> probabilities, Span<int> counts) => throw new NotImplementedException();
}

namespace Workers.Risk.Random;

/// <summary>
/// numpy's <c>Generator(Philox(seed))</c>, draw for draw and bit for bit: the same seed and the same sequence of calls
/// give the same doubles (numpy 1.17 to 2.0; the engine has 1.26). The engine keeps one for each event, seeded with
/// master seed + event id.
/// </summary>
public sealed class NumpyGenerator
{
    /// <summary>
    /// Shapes of which a power leaves 0 once in a million draws or less often: numpy up to 1.24 hardly ever ends there.
    /// </summary>
    private const double TinyShapes = 1e-9;

    private Philox _bits;

    /// <param name="seed">Non-negative, as numpy demands.</param>
    public NumpyGenerator(long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var (key0, key1) = SeedSequence.PhiloxKey((ulong)seed);
        _bits = new Philox(key0, key1);
    }

    /// <summary>Uniform on [0, 1) with 53 bits (<c>random()</c>).</summary>
    public double NextDouble() => (_bits.Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Standard normal (<c>normal()</c>), by the ziggurat.</summary>
    public double NextNormal() => Normal(_bits.Next());

    /// <summary>As many of them as there is room for (<c>normal(size=n)</c>), in the same order.</summary>
    public void NextNormals(Span<double> values)
    {
        while (!values.IsEmpty)
        {
            var words = _bits.Peek(values.Length);
            // Some 99 % of the words need no second look: these are done in one loop without calls.
            var within = NormalsWithin(words, values);
            values = values[within..];
            _bits.Skip(within);
            if (within == words.Length)
                continue;
            // The word that ended the loop may need more words after it: one by one, in numpy's order.
            values[0] = NextNormal();
            values = values[1..];
        }
    }

    /// <summary>Turns words into normal numbers up to the first that is not surely under the density.</summary>
    /// <returns>How many they are.</returns>
    private static int NormalsWithin(ReadOnlySpan<ulong> words, Span<double> values)
    {
        var (widths, _, accept) = ZigguratTables.Normal;
        for (var i = 0; i < words.Length; i++)
        {
            var (layer, integer, sign) = Split(words[i]);
            if (integer >= accept[layer])
                return i;
            values[i] = Signed(integer * widths[layer], sign);
        }
        return words.Length;
    }

    private double Normal(ulong word)
    {
        var (widths, heights, accept) = ZigguratTables.Normal;
        while (true)
        {
            var (layer, integer, sign) = Split(word);
            var x = integer * widths[layer];
            if (integer < accept[layer])
                return Signed(x, sign);
            // The base strip has the tail; its sign is numpy's other bit, not that of the layers.
            if (layer == 0)
                return NormalTail(((integer >> 8) & 1) != 0);
            if ((heights[layer - 1] - heights[layer]) * NextDouble() + heights[layer] < Math.Exp(-0.5 * x * x))
                return Signed(x, sign);
            word = _bits.Next();
        }
    }

    /// <summary>Eight bits for the layer, one for the sign, 52 for the place.</summary>
    private static (byte Layer, long Integer, ulong Sign) Split(ulong word) =>
        ((byte)word, (long)((word >> 9) & ((1UL << 52) - 1)), word << 55);

    /// <summary>Sets the sign without a branch, which would be mispredicted every other time.</summary>
    private static double Signed(double x, ulong sign) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) ^ (sign & (1UL << 63)));

    /// <summary>
    /// Beta distributed on [0, 1] (<c>beta(a, b)</c>): Jöhnk's method if neither shape exceeds 1, else a ratio of
    /// gammas.
    /// </summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    public double NextBeta(double a, double b)
    {
        // numpy's choice of method: another would draw other numbers.
        if (a > 1 || b > 1)
        {
            var first = NextGamma(a);
            return first / (first + NextGamma(b));
        }
        // Powers of such shapes all but never leave 0: the ratio is 0 or 1, as numpy decides since it looks for this.
        if (a + b < TinyShapes)
            return (a + b) * NextDouble() < a ? 1 : 0;
        while (true)
        {
            var u = NextDouble();
            var v = NextDouble();
            var x = Math.Pow(u, 1 / a);
            var y = Math.Pow(v, 1 / b);
            // 0 if both powers underflow: no ratio can be formed of them.
            if (x + y is > 0 and <= 1)
                return x / (x + y);
        }
    }

    /// <summary>
    /// Draws indices with replacement and counts them: <c>bincount(choice(len(p), draws, p=p))</c>. One uniform for
    /// each draw.
    /// </summary>
    /// <param name="draws">Number of draws.</param>
    /// <param name="probabilities">Probability of each index; their sum is taken as 1.</param>
    /// <param name="counts">Set to how often each index was drawn; as long as <paramref name="probabilities"/>.</param>
    public void Choice(int draws, ReadOnlySpan<double> probabilities, Span<int> counts)
    {
        // Damage states are few: the stack is enough for all that occurs.
        Span<double> cumulated = probabilities.Length <= 32
            ? stackalloc double[probabilities.Length]
            : new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < cumulated.Length; i++)
        {
            sum += probabilities[i];
            cumulated[i] = sum;
        }
        // numpy divides by the last sum, so that it is exactly 1 and every uniform falls below it.
        foreach (ref var share in cumulated)
            share /= sum;

        counts.Clear();
        for (var draw = 0; draw < draws; draw++)
        {
            var uniform = NextDouble();
            var index = 0;
            // searchsorted(side="right"): a uniform equal to a sum belongs to the next.
            while (cumulated[index] <= uniform)
                index++;
            counts[index]++;
        }
    }

    private double NormalTail(bool negative)
    {
        const double inverse = 1 / ZigguratTables.NormalTail;
        while (true)
        {
            // Log1P of minus the number, as numpy: log(1 - u) would lose digits for small u.
            var beyond = -inverse * Log1P.Compute(-NextDouble());
            var exponential = -Log1P.Compute(-NextDouble());
            if (exponential + exponential > beyond * beyond)
                return negative ? -(ZigguratTables.NormalTail + beyond) : ZigguratTables.NormalTail + beyond;
        }
    }

    private double NextExponential()
    {
        var (widths, heights, accept) = ZigguratTables.Exponential;
        while (true)
        {
            // numpy drops three bits, then takes 8 for the layer and 53 for the place.
            var word = _bits.Next() >> 3;
            var layer = (int)(word & 0xff);
            var integer = (long)(word >> 8);
            var x = integer * widths[layer];
            if (integer < accept[layer])
                return x;
            if (layer == 0)
                return ZigguratTables.ExponentialTail - Log1P.Compute(-NextDouble());
            if ((heights[layer - 1] - heights[layer]) * NextDouble() + heights[layer] < Math.Exp(-x))
                return x;
        }
    }

    /// <summary>
    /// Gamma with scale 1: Marsaglia and Tsang (2000) from shape 1 on, a rejection from the exponential below.
    /// </summary>
    private double NextGamma(double shape) => shape switch
    {
        1 => NextExponential(),
        0 => 0,
        < 1 => NextGammaBelowOne(shape),
        _ => NextGammaAboveOne(shape),
    };

    private double NextGammaBelowOne(double shape)
    {
        while (true)
        {
            // Uniform first, then exponential: numpy's order of draws.
            var u = NextDouble();
            var exponential = NextExponential();
            if (u <= 1 - shape)
            {
                var x = Math.Pow(u, 1 / shape);
                if (x <= exponential)
                    return x;
            }
            else
            {
                var y = -Math.Log((1 - u) / shape);
                var x = Math.Pow(1 - shape + shape * y, 1 / shape);
                if (x <= exponential + y)
                    return x;
            }
        }
    }

    private double NextGammaAboveOne(double shape)
    {
        var b = shape - 1 / 3.0;
        var c = 1 / Math.Sqrt(9 * b);
        while (true)
        {
            double x, v;
            do
            {
                x = NextNormal();
                v = 1 + c * x;
            }
            while (v <= 0);
            v = v * v * v;
            var u = NextDouble();
            // The squeeze decides most draws without a logarithm.
            if (u < 1 - 0.0331 * (x * x) * (x * x) || Math.Log(u) < 0.5 * x * x + b * (1 - v + Math.Log(v)))
                return b * v;
        }
    }
}

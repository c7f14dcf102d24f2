namespace Workers.Risk.Random;

/// <summary>
/// numpy's legacy <c>RandomState(seed)</c>: MT19937 (Matsumoto and Nishimura 1998) with its <c>init_genrand</c>
/// seeding. The engine meets it through scipy's <c>rv_discrete</c>. Can be seeded again, so that one object serves many
/// events.
/// </summary>
public sealed class LegacyRandomState
{
    private const int Size = 624;
    private const int Shift = 397;
    private readonly uint[] _state = new uint[Size];
    private int _position;

    /// <param name="seed">0 to 2³²-1, as numpy demands.</param>
    public LegacyRandomState(long seed) => Seed(seed);

    /// <summary>Starts over as a new generator of this seed.</summary>
    public void Seed(long seed)
    {
        // numpy refuses larger seeds; cut to 32 bits it would be another seed in silence.
        var word = checked((uint)seed);
        for (var i = 0u; i < Size; i++)
        {
            _state[i] = word;
            word = 1812433253 * (word ^ (word >> 30)) + i + 1;
        }
        // The first word needs a twist: numpy makes none while seeding.
        _position = Size;
    }

    /// <summary>Uniform on [0, 1) with 53 bits (<c>random_sample</c>).</summary>
    // 27 and 26 bits of two words make the 53 of a double.
    public double NextDouble() => ((Next() >> 5) * 67108864.0 + (Next() >> 6)) / 9007199254740992.0;

    private uint Next()
    {
        if (_position == Size)
            Twist();
        var y = _state[_position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        _position = 0;
    }
}

namespace Workers.Risk.Random;

/// <summary>
/// Spreads an integer seed over the key of a bit generator, as numpy's <c>SeedSequence(seed).generate_state(2,
/// uint64)</c> does: M. O'Neill's seed_seq design with a pool of four 32-bit words (NEP 19; numpy reference,
/// "SeedSequence").
/// </summary>
internal static class SeedSequence
{
    // Constants of numpy's SeedSequence: other ones give other keys.
    private const uint MixStart = 0x43b0d7e5, MixStep = 0x931e8875;
    private const uint OutputStart = 0x8b51f9dd, OutputStep = 0x58f38ded;

    public static (ulong Key0, ulong Key1) PhiloxKey(ulong seed)
    {
        // numpy pads short seeds with zero words, which are hashed as well.
        Span<uint> pool = [(uint)seed, (uint)(seed >> 32), 0, 0];
        var constant = MixStart;
        foreach (ref var word in pool)
            word = Hash(word, ref constant, MixStep);
        // Every word into every other, in this order: the constant moves on with each hash.
        for (var from = 0; from < pool.Length; from++)
            for (var to = 0; to < pool.Length; to++)
                if (from != to)
                    pool[to] = Mix(pool[to], Hash(pool[from], ref constant, MixStep));

        constant = OutputStart;
        foreach (ref var word in pool)
            word = Hash(word, ref constant, OutputStep);
        return (pool[0] | ((ulong)pool[1] << 32), pool[2] | ((ulong)pool[3] << 32));
    }

    private static uint Hash(uint value, ref uint constant, uint step)
    {
        // The constant is raised between its two uses.
        value ^= constant;
        constant *= step;
        value *= constant;
        return value ^ value >> 16;
    }

    private static uint Mix(uint x, uint y)
    {
        var mixed = 0xca01f9dd * x - 0x4973f715 * y;
        return mixed ^ mixed >> 16;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Workers.Risk.Random;

/// <summary>
/// Philox-4x64-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3") as numpy runs it: the 256-bit counter starts
/// at zero and is raised before each block; the four words of a block are handed out in order. Blocks are made two at a time, and many of these if many
/// words are wanted.
/// </summary>
internal struct Philox
{
    private const int Rounds = 10;
    private const int Block = 4;
    private const int Pair = 2 * Block;
    private const int Kept = 4 * Pair;
    private readonly ulong key0, key1;
    private Counter counter;
    private Words words;
    private int next, end;

    public Philox(ulong key0, ulong key1) => (this.key0, this.key1) = (key0, key1);

    public ulong Next()
    {
        if (next == end)
            Fill(1);
        return words[next++];
    }

    /// <summary>The words that come next, at least one; take them with <see cref="Skip"/>.</summary>
    /// <param name="most">At most so many.</param>
    [UnscopedRef]
    public ReadOnlySpan<ulong> Peek(int most)
    {
        if (next == end)
            Fill(most);
        return words[next..Math.Min(end, next + Math.Min(most, Kept))];
    }

    /// <summary>Takes words that were seen.</summary>
    public void Skip(int taken) => next += taken;

    private void Fill(int wanted)
    {
        (next, end) = (0, 0);
        do
        {
            var pair = words[end..(end + Pair)];
            foreach (var block in (ReadOnlySpan<int>)[0, Block])
            {
                for (var i = 0; i < Block && ++counter[i] == 0; i++) { }
                ((ReadOnlySpan<ulong>)counter).CopyTo(pair[block..]);
            }
            Encrypt(pair, key0, key1);
            end += Pair;
        }
        while (end < Math.Min(wanted, Kept));
    }

    /// <summary>Two blocks in place, ten rounds: neither waits for the other's products.</summary>
    internal static void Encrypt(Span<ulong> pair, ulong key0, ulong key1)
    {
        ulong a = pair[0], b = pair[1], c = pair[2], d = pair[3];
        ulong e = pair[4], f = pair[5], g = pair[6], h = pair[7];
        for (var round = 0; round < Rounds; round++)
        {
            Round(ref a, ref b, ref c, ref d, key0, key1);
            Round(ref e, ref f, ref g, ref h, key0, key1);
            key0 += 0x9E3779B97F4A7C15;
            key1 += 0xBB67AE8584CAA73B;
        }
        (pair[0], pair[1], pair[2], pair[3]) = (a, b, c, d);
        (pair[4], pair[5], pair[6], pair[7]) = (e, f, g, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ulong key0, ulong key1)
    {
        var highA = Math.BigMul(0xD2E7470EE14C6C93, a, out var lowA);
        var highC = Math.BigMul(0xCA5A826395121157, c, out var lowC);
        (a, b, c, d) = (highC ^ b ^ key0, lowC, highA ^ d ^ key1, lowA);
    }

    [InlineArray(Block)]
    private struct Counter
    {
        private ulong first;
    }

    [InlineArray(Kept)]
    private struct Words
    {
        private ulong first;
    }
}

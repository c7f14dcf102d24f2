using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Workers.Risk.Random;

/// <summary>
/// Philox-4x64-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3") as numpy runs it: the counter
/// starts at zero and is raised before each block (of its 256 bits nobody gets beyond the first 64); the four words of
/// a block are handed out in order. Four blocks are made at a time, and some of these if many words are wanted.
/// </summary>
internal struct Philox
{
    private const int Words = 4;
    // Four blocks at a time fill the four lanes of a vector.
    private const int Made = 4 * Words;
    // More would leave words unused: an event often draws few numbers, and each has a generator.
    private const int Kept = 2 * Made;
    private readonly ulong _key0;
    private readonly ulong _key1;
    private ulong _blocks;
    // Inline, not an array: generators are made for each event, and nothing must be left to collect.
    private Buffer _words;
    private int _next;
    private int _end;

    public Philox(ulong key0, ulong key1)
    {
        _key0 = key0;
        _key1 = key1;
    }

    public ulong Next()
    {
        if (_next == _end)
            Fill(1);
        return _words[_next++];
    }

    /// <summary>The words that come next, at least one; take them with <see cref="Skip"/>.</summary>
    /// <param name="most">At most so many.</param>
    [UnscopedRef]
    public ReadOnlySpan<ulong> Peek(int most)
    {
        if (_next == _end)
            Fill(most);
        return _words[_next..Math.Min(_end, _next + Math.Min(most, Kept))];
    }

    /// <summary>Takes words that were seen.</summary>
    public void Skip(int taken) => _next += taken;

    private void Fill(int wanted)
    {
        Span<ulong> turned = stackalloc ulong[Made];
        _next = 0;
        _end = 0;
        do
        {
            var state = new PhiloxBlocks(
                // From 1 on: numpy raises the counter before each block.
                Vector256.Create(_blocks) + Vector256.Create(1UL, 2, 3, 4),
                default,
                default,
                default);
            state.Encrypt(_key0, _key1).CopyTo(turned);
            _blocks += Made / Words;
            var made = _words[_end..(_end + Made)];
            _end += Made;
            for (var block = 0; block < Made / Words; block++)
            {
                // From words side by side back to block after block: the order in which numpy hands them out.
                made[Words * block] = turned[block];
                made[Words * block + 1] = turned[block + Words];
                made[Words * block + 2] = turned[block + 2 * Words];
                made[Words * block + 3] = turned[block + 3 * Words];
            }
        }
        while (_end < Math.Min(wanted, Kept));
    }

    [InlineArray(Kept)]
    private struct Buffer
    {
        private ulong _first;
    }
}

/// <summary>
/// Four blocks of Philox, side by side: the first words of all of them, the second, the third, the fourth.
/// </summary>
internal readonly record struct PhiloxBlocks(
    Vector256<ulong> A,
    Vector256<ulong> B,
    Vector256<ulong> C,
    Vector256<ulong> D)
{
    private const int Rounds = 10;

    /// <summary>The ten rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhiloxBlocks Encrypt(ulong key0, ulong key1)
    {
        var (a, b, c, d) = this;
        for (var round = 0; round < Rounds; round++)
        {
            // Constants of the paper, as are the steps of the keys (Weyl sequences).
            var (highA, lowA) = Multiply(a, 0xD2E7470EE14C6C93);
            var (highC, lowC) = Multiply(c, 0xCA5A826395121157);
            (a, b, c, d) = (highC ^ b ^ Vector256.Create(key0), lowC, highA ^ d ^ Vector256.Create(key1), lowA);
            key0 += 0x9E3779B97F4A7C15;
            key1 += 0xBB67AE8584CAA73B;
        }
        return new(a, b, c, d);
    }

    public void CopyTo(Span<ulong> words)
    {
        A.CopyTo(words);
        B.CopyTo(words[4..]);
        C.CopyTo(words[8..]);
        D.CopyTo(words[12..]);
    }

    /// <summary>Products of 128 bits, from halves as by hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> High, Vector256<ulong> Low) Multiply(Vector256<ulong> x, ulong factor)
    {
        // Vectors have no product of 64 x 64 to 128 bits: it is made of four of 32 x 32.
        var low = Vector256.Create(factor & uint.MaxValue);
        var high = Vector256.Create(factor >> 32);
        var first = MultiplyLower(x, low);
        var middle = MultiplyLower(x >>> 32, low) + (first >>> 32);
        var other = MultiplyLower(x, high) + Lower(middle);
        return (MultiplyLower(x >>> 32, high) + (middle >>> 32) + (other >>> 32), Lower(first) | (other << 32));
    }

    /// <summary>
    /// Products of the lower halves; .NET has no name of its own for what the processor does at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyLower(Vector256<ulong> x, Vector256<ulong> y) => Avx2.IsSupported
        ? Avx2.Multiply(x.AsUInt32(), y.AsUInt32())
        : Lower(x) * Lower(y);

    private static Vector256<ulong> Lower(Vector256<ulong> x) => x & Vector256.Create((ulong)uint.MaxValue);
}

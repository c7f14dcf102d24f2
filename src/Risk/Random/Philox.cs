using System.Runtime.CompilerServices;

namespace Workers.Risk.Random;

/// <summary>
/// Philox-4x64-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3") as numpy runs it: the 256-bit counter starts
/// at zero and is raised before each block; the four words of a block are handed out in order.
/// </summary>
internal struct Philox
{
    private const int Rounds = 10;
    private readonly ulong key0, key1;
    private Words counter, block;
    private int used = 4;

    public Philox(ulong key0, ulong key1) => (this.key0, this.key1) = (key0, key1);

    public ulong Next()
    {
        if (used == 4)
            NextBlock();
        return block[used++];
    }

    private void NextBlock()
    {
        for (var i = 0; i < 4 && ++counter[i] == 0; i++) { }
        block = counter;
        Encrypt(block, key0, key1);
        used = 0;
    }

    /// <summary>One block: ten rounds over the four words in place.</summary>
    internal static void Encrypt(Span<ulong> words, ulong key0, ulong key1)
    {
        ulong a = words[0], b = words[1], c = words[2], d = words[3];
        for (var round = 0; round < Rounds; round++)
        {
            var highA = Math.BigMul(0xD2E7470EE14C6C93, a, out var lowA);
            var highC = Math.BigMul(0xCA5A826395121157, c, out var lowC);
            (a, b, c, d) = (highC ^ b ^ key0, lowC, highA ^ d ^ key1, lowA);
            key0 += 0x9E3779B97F4A7C15;
            key1 += 0xBB67AE8584CAA73B;
        }
        (words[0], words[1], words[2], words[3]) = (a, b, c, d);
    }

    [InlineArray(4)]
    private struct Words
    {
        private ulong first;
    }
}

using System.Runtime.Intrinsics;
using Workers.Risk.Random;

namespace Workers.Risk.Tests.Random;

public class Words_of_Philox
{
    private const ulong Ones = ulong.MaxValue;

    /// <summary>Known answers published with Random123 (D. E. Shaw Research).</summary>
    public static TheoryData<ulong[], ulong[], ulong[]> KnownAnswers { get; } = new()
    {
        { [0, 0, 0, 0], [0, 0], [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b] },
        {
            [Ones, Ones, Ones, Ones], [Ones, Ones],
            [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0]},
        {
            [
                0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0,
                0x082efa98ec4e6c89], [0x452821e638d01377, 0xbe5466cf34e90c6c],
            [0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6]
        },
    };

    [Theory, MemberData(nameof(KnownAnswers))]
    public void Blocks_are_those_published(ulong[] counter, ulong[] key, ulong[] expected)
    {
        var four = Array.ConvertAll(counter, Vector256.Create);
        var words = new ulong[16];
        new PhiloxBlocks(four[0], four[1], four[2], four[3]).Encrypt(key[0], key[1]).CopyTo(words);
        Assert.Equal(expected.SelectMany(word => Enumerable.Repeat(word, 4)), words);
    }

    [Theory]
    [InlineData(0, 0xdb2cd7e7b0f478be, 0xabf4641a2c71ba49)]
    [InlineData(42, 0x9f1e2e6dcd540ab7, 0xd57873dc79fb94b6)]
    [InlineData(123456790, 0x60df022a0f6e518f, 0x97f4cec79d7d8c25)]
    [InlineData((1L << 32) + 5, 0xf9c15bd6e249d9ac, 0xb2021b4036320ed7)]
    [InlineData(long.MaxValue, 0x07bddccf9b1009fe, 0x57427703c5f0b45b)]
    public void Keys_are_those_that_numpy_makes_of_a_seed(long seed, ulong key0, ulong key1) =>
        Assert.Equal((key0, key1), SeedSequence.PhiloxKey((ulong)seed));
}

using Workers.Risk.Random;

namespace Workers.Risk.Tests.Random;

/// <summary>Reference draws are those of numpy 1.24.2: <c>RandomState(seed).random_sample</c>.</summary>
public class Draws_of_numpys_legacy_generator
{
    [Theory]
    [InlineData(0, 0.5488135039273248, "4eab6ef74e08db6c6862e2a8b71d05432cf5fa505622a499b9dcc7dfc6f5440a")]
    [InlineData(42, 0.3745401188473625, "ab0fb206ab8e80db36de129ed44408580a21437e9065e4b97e4ee048327a6610")]
    [InlineData(123456789, 0.532833024789759, "ae0d2cdbb471ea67edc23d77229eb8487009186820e8d4a9d785a96cca95dbde")]
    [InlineData(4294967295, 0.0976320289940138, "047fc7e29c5b845610dbf700b994d0b1e29f056e4d7b81f9fb02d07f09ee211b")]
    public void Draws_have_the_bits_of_numpy(long seed, double first, string hashOf100000)
    {
        var state = new LegacyRandomState(seed);
        Assert.Equal(first, state.NextDouble());
        state.Seed(seed);
        Assert.Equal(hashOf100000, DrawHash.Of(100_000, state.NextDouble));
    }
}

using Workers.Faults.Kinds;

namespace Workers.Kit.Tests.Faults;

public sealed class Draws_of_a_seed
{
    [Fact]
    public void The_same_seed_draws_the_same_faults() => Assert.Equal(Draw(seed: 5), Draw(seed: 5));

    [Fact]
    public void Another_seed_draws_others() => Assert.NotEqual(Draw(seed: 5), Draw(seed: 6));

    [Fact]
    public void Every_kind_is_drawn_sooner_or_later() =>
        Assert.Equal(
            FaultKinds.Of(clustered: true).Select(kind => kind.Name).Order(),
            Draw(seed: 1, count: 5_000).Distinct().Order());

    private static List<string> Draw(int seed, int count = 50)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => FaultKinds.Draw(FaultKinds.Of(true), random).Name)];
    }
}

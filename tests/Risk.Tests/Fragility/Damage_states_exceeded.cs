using FsCheck.Xunit;
using Workers.Risk.Fragility;

namespace Workers.Risk.Tests.Fragility;

public class Damage_states_exceeded
{
    private static readonly ContinuousFragility Lognormal = new()
    {
        Id = "w",
        Imt = "PGA",
        MinLevel = 0.1,
        MaxLevel = 2,
        Means = [0.5, 1],
        Deviations = [0.2, 0.5],
    };

    private static readonly DiscreteFragility Steps = new()
    {
        Id = "w",
        Imt = "PGA",
        Levels = [0.2, 0.6, 0.7],
        Poes = [[0.1, 0.5, 0.9], [0, 0.2, 0.4]],
    };

    [Fact]
    public void Half_of_the_buildings_reach_a_state_at_the_median()
    {
        var median = 0.5 * 0.5 / Math.Sqrt(0.2 * 0.2 + 0.5 * 0.5);
        Assert.Equal(0.5, At(Lognormal, median)[0], 12);
    }

    [Fact]
    public void Intensities_beyond_the_ends_count_as_the_ends()
    {
        Assert.Equal(At(Lognormal, 0.1f), At(Lognormal, 0f));
        Assert.Equal(At(Lognormal, 2f), At(Lognormal, 9f));
        Assert.Equal([0.9, 0.4], At(Steps, 9.0));
    }

    [Fact]
    public void The_no_damage_limit_of_a_continuous_function_is_tested_after_clipping()
    {
        Assert.NotEqual(0, At(Lognormal with { NoDamageLimit = 0.05 }, 0.01f)[0]);
        Assert.Equal([0, 0], At(Lognormal with { NoDamageLimit = 0.1 }, 0.01f));
        Assert.Equal([0, 0], At(Lognormal with { NoDamageLimit = 0.3 }, 0.3f));
    }

    [Fact]
    public void A_discrete_function_is_linear_between_its_levels_and_exact_at_them()
    {
        Assert.Equal([0.5, 0.2], At(Steps, 0.6));
        Assert.Equal([0.3, 0.1], At(Steps, 0.4), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void A_discrete_function_grows_from_zero_at_the_no_damage_limit()
    {
        Assert.Equal(0.05, At(Steps, 0.1)[0], 9);
        Assert.Equal(0.05, At(Steps with { NoDamageLimit = 0.1 }, 0.15)[0], 12);
        Assert.Equal(0, At(Steps with { NoDamageLimit = 0.1 }, 0.09f)[0]);
        Assert.Equal(0, At(Steps with { NoDamageLimit = 0.3 }, 0.25f)[0]);
    }

    [Fact]
    public void A_ground_motion_value_is_compared_with_levels_in_float32()
    {
        var atLimit = Steps with { NoDamageLimit = 0.3 };
        Assert.True(0.3f > 0.3);
        Assert.NotEqual(0, At(atLimit, 0.3f)[0]);
        Assert.Equal(0, At(atLimit, MathF.BitDecrement(0.3f))[0]);
        Assert.True(0.7f < 0.7);
        Assert.Equal(At(Steps, 0.7f), At(Steps, 100f));
    }

    [Property]
    public void Never_become_fewer_with_intensity(double one, double other)
    {
        if (!double.IsFinite(one) || !double.IsFinite(other))
            return;
        var less = (float)Math.Min(Math.Abs(one), Math.Abs(other));
        var more = (float)Math.Max(Math.Abs(one), Math.Abs(other));
        foreach (FragilityFunction function in new FragilityFunction[] { Lognormal, Steps })
            Assert.All(At(function, less).Zip(At(function, more)), p => Assert.True(p.First <= p.Second));
    }

    private static double[] At(FragilityFunction function, float gmv)
    {
        var poes = new double[2];
        FragilityCurve.From(function).At([gmv], poes);
        return poes;
    }

    private static double[] At(FragilityFunction function, double level)
    {
        var poes = new double[2];
        FragilityCurve.From(function).At(level, poes);
        return poes;
    }
}

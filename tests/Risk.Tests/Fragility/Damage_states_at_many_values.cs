using Workers.Risk.Fragility;
using Workers.Risk.Statistics;

namespace Workers.Risk.Tests.Fragility;

/// <summary>
/// The fast path, by vectors and a table, against the plain one: float32 as the engine has it, then <see
/// cref="Math.Log(double)"/> and the error function.
/// </summary>
public class Damage_states_at_many_values
{
    private const double Absolute = 1e-13;

    public static TheoryData<double, double, double, double, double> Functions { get; } = new()
    {
        { 0.5, 0.2, 1e-10, 100, 1e-10 },
        { 0.2, 0.1, 0.1, 2, 0.05 },
        { 0.2, 0.1, 0.1, 2, 0.1 },
        { 1.4, 0.7, 0.01, 5, 0.3 },
        { 0.3, 1e-9, 1e-10, 5, 1e-10 },
        { 0.25, 0, 1e-10, 5, 1e-10 },
        { 0.001, 0.1, 1e-10, 1000, 1e-10 },
    };

    [Theory, MemberData(nameof(Functions))]
    public void Agree_with_the_plain_path(double mean, double deviation, double min, double max, double limit)
    {
        var function = new ContinuousFragility
        {
            Id = "w",
            Imt = "PGA",
            MinLevel = min,
            MaxLevel = max,
            NoDamageLimit = limit,
            Means = [mean, 2 * mean],
            Deviations = [deviation, 2 * deviation],
        };
        var gmvs = Values(mean, (float)min, (float)max, (float)limit);
        var poes = new double[2 * gmvs.Length];
        FragilityCurve.From(function).At(gmvs, poes);
        for (var i = 0; i < poes.Length; i++)
        {
            var gmv = gmvs[i % gmvs.Length];
            var expected = Plain(function, gmv, i / gmvs.Length);
            Assert.True(Math.Abs(poes[i] - expected) <= Absolute, $"at {gmv:R}: {poes[i]:R} is not {expected:R}");
        }
    }

    [Fact]
    public void Do_not_depend_on_those_beside_them()
    {
        FragilityFunction continuous = new ContinuousFragility
        {
            Id = "w",
            Imt = "PGA",
            MinLevel = 0.1,
            MaxLevel = 2,
            Means = [0.5, 1],
            Deviations = [0.2, 0.5],
        };
        FragilityFunction discrete = new DiscreteFragility
        {
            Id = "w",
            Imt = "PGA",
            Levels = [0.2, 0.6, 0.7],
            Poes = [[0.1, 0.5, 0.9], [0, 0.2, 0.4]],
        };
        foreach (var curve in new[] { FragilityCurve.From(continuous), FragilityCurve.From(discrete) })
        {
            float[] gmvs = [.. Enumerable.Range(0, 1003).Select(i => 0.0021f * i)];
            double[] together = new double[2 * gmvs.Length], alone = new double[2];
            curve.At(gmvs, together);
            for (var i = 0; i < gmvs.Length; i++)
            {
                curve.At([gmvs[i]], alone);
                Assert.Equal((alone[0], alone[1]), (together[i], together[gmvs.Length + i]));
            }
        }
    }

    private static double Plain(ContinuousFragility function, float gmv, int state)
    {
        var m = function.Means[state];
        var s = function.Deviations[state];
        var within = Math.Min(Math.Max(gmv, (float)function.MinLevel), (float)function.MaxLevel);
        var z = Math.Log(within / (float)(m * m / Math.Sqrt(s * s + m * m))) / Math.Sqrt(Math.Log(s * s / (m * m) + 1));
        return within <= (float)function.NoDamageLimit ? 0 : double.IsNaN(z) ? 1 : NormalDistribution.Exact(z);
    }

    /// <summary>
    /// Special values, the ends, the median and the limit with the floats beside them, and a grid that is dense in the
    /// exponent.
    /// </summary>
    private static float[] Values(params double[] knots) =>
    [
        0f, -0f, float.Epsilon, 1e-40f, -1f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
        .. knots.Select(k => (float)k).SelectMany(k => new[] { k, MathF.BitIncrement(k), MathF.BitDecrement(k) }),
        .. Enumerable.Range(0, 20_000).Select(i => (float)Math.Exp(-14 + (i * 0.001))),
    ];
}

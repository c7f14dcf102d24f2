using Workers.Risk.Statistics;

namespace Workers.Risk.Tests.Statistics;

public class Normal_distribution_from_a_table
{
    private const double Relative = 1e-8;

    /// <summary>
    /// Knots, the numbers beside them, and places in between, from beyond one end of the table to beyond the other.
    /// </summary>
    public static IEnumerable<double> Places() => Enumerable.Range(-11 * 256, (22 * 256) + 1).Select(i => i / 256.0)
        .SelectMany(
            knot =>
                new[] {
                    knot, Math.BitIncrement(knot), Math.BitDecrement(knot), knot + (0.3 / 256), knot + (0.5 / 256),
                    knot + (0.9 / 256)});

    [Fact]
    public void Agrees_with_the_error_function_in_both_tails() => Assert.All(Places(), z =>
    {
        Near(NormalDistribution.Exact(z), NormalDistribution.Cumulative(z));
        if (z < 7)
            Assert.InRange(NormalDistribution.Cumulative(z) + NormalDistribution.Cumulative(-z), 1 - 1e-9, 1 + 1e-9);
    });

    [Fact]
    public void Agrees_to_fourteen_digits_in_absolute_terms() => Assert.All(Places(), z =>
        Assert.InRange(NormalDistribution.Cumulative(z) - NormalDistribution.Exact(z), -1e-14, 1e-14));

    [Fact]
    public void Many_values_are_those_one_by_one()
    {
        double[] values = [.. Places(), double.PositiveInfinity, double.NegativeInfinity, 0, double.Epsilon], expected =
            Array.ConvertAll(
            values,
            NormalDistribution.Cumulative);
        NormalDistribution.Cumulative(values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Never_falls()
    {
        var values = Places().Order().Select(NormalDistribution.Cumulative).ToArray();
        for (var i = 1; i < values.Length; i++)
            Assert.True(values[i] >= values[i - 1] * (1 - 1e-14), $"at {i}: {values[i - 1]:R} then {values[i]:R}");
    }

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(double.Epsilon, 0.5)]
    [InlineData(-double.Epsilon, 0.5)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(1e300, 1)]
    [InlineData(-1e300, 0)]
    [InlineData(10.0, 1)]
    [InlineData(-37.0, 5.725571222524664e-300)]
    public void Is_exact_at_the_middle_and_beyond_the_ends(double z, double expected) =>
        Near(expected, NormalDistribution.Cumulative(z));

    [Fact]
    public void NaN_stays_NaN() => Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));

    private static void Near(double expected, double actual) =>
        Assert.InRange(actual, expected * (1 - Relative), expected * (1 + Relative));
}

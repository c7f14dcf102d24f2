using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Statistics;

namespace Workers.Risk.Tests.Statistics;

public class Statistics_over_realizations
{
    [Fact]
    public void Are_in_the_engines_order_and_names()
    {
        var parameters = new RiskParameters { Mode = RiskModes.Named("classical_risk"), Std = true, Max = true, Quantiles = [0.15, 0.5, 1] };
        Assert.Equal(
            ["mean", "std", "quantile-0.15", "quantile-0.5", "quantile-1.0", "max"],
            RealizationStatistic.Of(parameters).Select(s => s.Name));
        Assert.Empty(RealizationStatistic.Of(parameters with { Mean = false, Std = false, Max = false, Quantiles = [] }));
    }

    [Fact]
    public void Are_weighted()
    {
        double[] weights = [0.75, 0.25];
        Assert.Equal(2, RealizationStatistic.Mean([1, 5], weights));
        Assert.Equal(Math.Sqrt(3), RealizationStatistic.Std([1, 5], weights), 12);
        Assert.Equal(5, RealizationStatistic.Max([1, 5], weights));
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.35, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.75, 6)]
    [InlineData(1, 9)]
    public void Quantiles_are_linear_in_the_cumulated_weights(double q, double value) =>
        Assert.Equal(value, RealizationStatistic.Quantile(q, [9, 1, 3], [0.5, 0.2, 0.3]), 12);

    [Fact]
    public void Quantiles_take_equal_values_in_the_order_of_their_realizations()
    {
        Assert.Equal(3, RealizationStatistic.Quantile(0.6, [5, 5, 1], [0.2, 0.3, 0.5]), 12);
        Assert.Equal(1 + 4 * 0.1 / 0.3, RealizationStatistic.Quantile(0.6, [5, 5, 1], [0.3, 0.2, 0.5]), 12);
    }
}

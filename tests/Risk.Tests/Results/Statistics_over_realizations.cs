using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Results;

public class Statistics_over_realizations
{
    [Fact]
    public void Are_in_the_engines_order_and_names()
    {
        var parameters = new RiskParameters
        {
            Mode = RiskModes.Named("classical_risk"),
            Std = true,
            Max = true,
            Quantiles = [0.15, 0.5, 1],
        };
        Assert.Equal(
            ["mean", "std", "quantile-0.15", "quantile-0.5", "quantile-1.0", "max"],
            RealizationStatistic.Select(parameters).Select(s => s.Name));
        Assert.Empty(
            RealizationStatistic.Select(parameters with { Mean = false, Std = false, Max = false, Quantiles = [] }));
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

    /// <summary>
    /// The first is numpy's own answer: it breaks ties of sorted records by the fields that are not named.
    /// </summary>
    [Fact]
    public void Quantiles_take_equal_values_by_their_weights()
    {
        Assert.Equal(1.6666666666666667, RealizationStatistic.Quantile(0.4, [1, 2, 2], [0.2, 0.5, 0.3]), 15);
        Assert.Equal(3, RealizationStatistic.Quantile(0.6, [5, 5, 1], [0.2, 0.3, 0.5]), 12);
        Assert.Equal(3, RealizationStatistic.Quantile(0.6, [5, 5, 1], [0.3, 0.2, 0.5]), 12);
    }

    [Fact]
    public void Quantiles_do_so_whatever_the_number_of_realizations()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => (double)(i % 2))];
        double[] weights = [.. Enumerable.Range(0, 40).Select(i => (40 - i) / 820.0)];
        // Values of 0 weigh 420 of 820; of those of 1 the lightest, of 1, comes first.
        Assert.Equal(0.5, RealizationStatistic.Quantile(420.5 / 820, values, weights), 10);
    }

    [Fact]
    public void Quantiles_have_what_is_not_defined_last() =>
        Assert.Equal(1, RealizationStatistic.Quantile(0.1, [double.NaN, 1, 2], [0.5, 0.25, 0.25]));

    [Fact]
    public void Values_that_are_equal_in_float32_are_ties()
    {
        var quantile = RealizationStatistic.Select(
            new RiskParameters { Mode = RiskModes.Named("scenario_risk"), Mean = false, Quantiles = [0.4] });
        Assert.Equal(1.6666666666666667, Assert.Single(quantile).ComputeSingle([1, 2 - 1e-9, 2], [0.2, 0.5, 0.3]), 7);
    }
}

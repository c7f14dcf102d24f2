using Workers.Risk.EventBased;
using Workers.Errors;
using Workers.Risk.Insurance;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

public class Curves_by_return_period
{
    [Fact]
    public void Are_linear_in_the_logarithm_of_the_period()
    {
        // Four events in 100 years have the periods 25, 33.3, 50 and 100 years.
        var curve = LossCurveByPeriod.At([30, 10], 4, 100, [10, 25, 50, 100, Math.Sqrt(50 * 100), 200]);
        Assert.Equal([0, 0, 10, 30, 20, double.NaN], curve.Select(l => Math.Round(l, 9)));
    }

    [Fact]
    public void Are_given_at_ones_twos_and_fives() =>
        Assert.Equal([10, 20, 50, 100, 200, 500, 1000], LossCurveByPeriod.DefaultReturnPeriods(1000, 100));

    [Fact]
    public void Are_amplified_before_they_are_read()
    {
        var amplification = new LossAmplification([30, 100], [1.1, 1.8]);
        Assert.Equal(
            (1, 1.1, 1.8, 1.8),
            (amplification.At(29), amplification.At(30), amplification.At(100), amplification.At(5000)));
        Assert.Equal(30 * 1.8, LossCurveByPeriod.At([30, 10], 4, 100, [100], amplification)[0], 12);
        Assert.Equal(
            [30 * 1.8, 10 * amplification.At(50)],
            LossCurveByPeriod.Amplified([30, 10], 4, 100, amplification));
    }

    [Fact]
    public void By_year_take_the_sum_or_the_greatest_of_a_year()
    {
        var parameters = new RiskParameters
        {
            Mode = RiskModes.Named("event_based_risk"),
            AggregateLossCurvesTypes = ["ep", "aep", "oep"],
            ReturnPeriods = [100],
        };
        var curves = Calculate(parameters, years: [9, 3, 3]);
        Assert.Equal(["loss", "ratio", "loss_aep", "ratio_aep", "loss_oep", "ratio_oep"], curves.Measures);
        Assert.Equal(
            [300, 550, 300],
            [.. new[] { curves.Values[0][0], curves.Values[2][0], curves.Values[4][0] }.Select(l => Math.Round(l, 2))]);
        Assert.Equal(["loss", "ratio"], Calculate(parameters, years: [3, 3, 3]).Measures);
    }

    [Fact]
    public void Are_refused_beyond_the_time_that_the_hazard_stands_for() =>
        Assert.Equal(ErrorCode.ParameterInvalid, Assert.Throws<InputException>(() =>
        Calculate(
            new RiskParameters { Mode = RiskModes.Named("event_based_risk"), ReturnPeriods = [101] },
            null)).Error.Code);

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 0)]
    [InlineData(50, 40)]
    [InlineData(95, 80)]
    public void Policies_pay_between_deductible_and_limit(double loss, double paid) =>
        Assert.Equal(paid, new PolicyTerms(0.1, 0.9).Insured(loss, 100), 12);

    private static AggregateTable Calculate(RiskParameters parameters, int[]? years)
    {
        var job = Models.Job(
            parameters.Mode.Name,
            [Models.Asset("a", 0, 0)],
            parameters,
            Models.Function([0.1, 1], [0.1, 1]));
        var hazard = Models.Scenario(
            Models.Sites((0, 0)),
            [[0.05f, 0.3f, 0.25f]],
            investigationTime: 50,
            ses: 2,
            years: years);
        return RiskCalculation.Calculate(job, hazard)
            .Outputs.OfType<AggregateTable>()
            .Single(t => t.Kind == OutputKind.AggregateCurves && t.Statistic is null);
    }
}

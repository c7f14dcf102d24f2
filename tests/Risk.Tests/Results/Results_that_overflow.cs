using Workers.Errors;
using Workers.Risk.Exposure;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Results;

public class Results_that_overflow
{
    [Theory]
    [InlineData(3e38f, 0)]
    [InlineData(1e25f, 0.5)]
    public void Losses_and_variances_that_no_float_holds_are_refused(float value, double cov)
    {
        Asset[] assets = [Models.Asset("a", 0, 0, value), Models.Asset("b", 0, 0, value)];
        var job = Models.Job("scenario_risk", assets, functions: Models.Adobe(cov));
        var hazard = Models.Scenario(Models.Sites((0, 0)), [[1f]]);
        var outputs = RiskCalculation.Calculate(job, hazard).Outputs;
        var error = Assert.Throws<InputException>(() => outputs.Select(FiniteResults.Check).ToList()).Error;
        Assert.Equal(ErrorCode.ResultTooLarge, error.Code);
    }

    [Fact]
    public void Ratios_to_nothing_are_left_as_the_engine_gives_them()
    {
        var table = new AggregateTable(
            OutputKind.AggregateRisk,
            "structural",
            0,
            null,
            [Measure.Loss, Measure.Ratio],
            [0],
            null,
            [[1], [double.PositiveInfinity]]);
        Assert.Same(table, FiniteResults.Check(table));
        Assert.Throws<InputException>(
            () => FiniteResults.Check(table with { Values = [[double.NegativeInfinity], [1]] }));
    }

    [Fact]
    public void Usual_results_pass()
    {
        var job = Models.Job("scenario_risk", [Models.Asset("a", 0, 0)], functions: Models.Adobe(0.3));
        var outputs = RiskCalculation.Calculate(job, Models.Scenario(Models.Sites((0, 0)), [[1f]])).Outputs;
        Assert.All(outputs, output => Assert.Same(output, FiniteResults.Check(output)));
    }
}

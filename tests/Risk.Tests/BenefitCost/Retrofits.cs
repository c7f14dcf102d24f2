using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Tests.BenefitCost;

public class Retrofits
{
    private static readonly RiskParameters Parameters = new()
    {
        Mode = RiskModes.Named("classical_bcr"),
        InterestRate = 0.05,
        AssetLifeExpectancy = 40,
    };

    [Fact]
    public void That_change_nothing_save_nothing()
    {
        var results = RiskCalculation.Calculate(Job(Models.Adobe(0.3)), Hazard);
        Assert.Equal(Of(results, Measure.LossBefore), Of(results, Measure.LossAfter));
        Assert.Equal([0f], Of(results, Measure.BenefitCost));
    }

    [Fact]
    public void Save_the_present_value_of_the_losses_they_prevent()
    {
        var results = RiskCalculation.Calculate(Job(Stronger), Hazard);
        float before = Of(results, Measure.LossBefore)[0], after = Of(results, Measure.LossAfter)[0];
        Assert.True(after < before);
        Assert.Equal(
            (before - after) * (1 - Math.Exp(-0.05 * 40)) / (0.05 * 200),
            Of(results, Measure.BenefitCost)[0],
            1e-5 * before);
    }

    [Fact]
    public void Without_interest_save_each_year_in_full()
    {
        var job = Job(Stronger);
        var results = RiskCalculation.Calculate(
            job with { Parameters = job.Parameters with { InterestRate = 0 } },
            Hazard);
        Assert.Equal(
            (Of(results, Measure.LossBefore)[0] - Of(results, Measure.LossAfter)[0]) * 40 / 200,
            Of(results, Measure.BenefitCost)[0],
            1e-3);
    }

    [Fact]
    public void Need_functions_and_economic_parameters()
    {
        Assert.Equal(ErrorCode.ParameterMissing, CodeOf(Job(Stronger) with { Retrofitted = null }));
        Assert.Equal(
            ErrorCode.ParameterMissing,
            CodeOf(Job(Stronger) with { Parameters = Parameters with { InterestRate = null } }));
    }

    private static ErrorCode CodeOf(RiskJob job) =>
        Assert.Throws<InputException>(() => RiskCalculation.Calculate(job, Hazard)).Error.Code;

    private static VulnerabilityFunction Stronger =>
        Models.Function([0.1, 0.4, 1.0], [0.01, 0.1, 0.5], [0.3, 0.3, 0.3]);

    private static CurveInput Hazard =>
        Models.Curves(Models.Sites((0, 0)), [0.1, 0.3, 0.6, 1], [[0.8, 0.3, 0.1, 0.02]], investigationTime: 1);

    private static RiskJob Job(VulnerabilityFunction retrofitted) =>
        Models.Job(
            "classical_bcr", [Models.Asset("a", 0, 0) with { Retrofitted = 200 }], Parameters, Models.Adobe(0.3)) with
        {
            Retrofitted = new(new Dictionary<string, IReadOnlyDictionary<string, VulnerabilityFunction>>
            {
                ["structural"] = new Dictionary<string, VulnerabilityFunction> { ["adobe"] = retrofitted },
            }),
        };

    private static float[] Of(RiskResults results, string measure) =>
        results.Outputs.OfType<AssetValues>().Single(o => o.Measure == measure).Values;
}

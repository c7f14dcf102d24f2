using Workers.Errors;
using Workers.Risk.Fragility;
using Workers.Risk.Hazard;
using Workers.Risk.Tests.Damage;

namespace Workers.Risk.Tests.Assets;

/// <summary>Functions of taxonomies that no asset has need neither their intensity measure nor hazard for it.</summary>
public class Functions_of_a_job
{
    [Fact]
    public void Need_their_intensity_measure_if_an_asset_has_their_taxonomy()
    {
        var unused = Models.Adobe() with { Id = "brick", Imt = "SA(0.3)" };
        var job = Models.Job("scenario_risk", [Models.Asset("a", 0, 0)], null, Models.Adobe(), unused);
        var hazard = Models.Scenario(Models.Sites((0, 0)), [[0.4f]]);
        Assert.Equal(["PGA"], job.UsedImts(job.Vulnerability));
        Assert.NotEmpty(RiskCalculation.Calculate(job, hazard).Outputs);

        var used = Models.Job(
            "scenario_risk", [Models.Asset("a", 0, 0, taxonomy: "brick")], null, Models.Adobe(), unused);
        Assert.Equal(
            ErrorCode.ImtMissing,
            Assert.Throws<InputException>(() => RiskCalculation.Calculate(used, hazard)).Error.Code);
    }

    [Fact]
    public void Need_no_hazard_curves_if_none_has()
    {
        var unused = Models.Adobe() with { Id = "brick", Imt = "SA(0.3)" };
        var job = Models.Job("classical_risk", [Models.Asset("a", 0, 0)], null, Models.Adobe(), unused);
        var curves = Models.Curves(Models.Sites((0, 0)), [0.1, 0.5, 1], [[0.5, 0.2, 0.1]]);
        Assert.NotEmpty(RiskCalculation.Calculate(job, curves).Outputs);
    }

    [Theory]
    [InlineData("scenario_damage")]
    [InlineData("classical_damage")]
    public void Of_damage_neither(string mode)
    {
        var job = DamageModels.Job(mode, [DamageModels.Asset("a", 10)]);
        var byId = job.Fragility.ByLossType["structural"].ToDictionary();
        byId["brick"] = byId["adobe"] with { Id = "brick", Imt = "SA(0.3)" };
        var byLossType =
            new Dictionary<string, IReadOnlyDictionary<string, FragilityFunction>> { ["structural"] = byId };
        job = job with { Fragility = new(job.Fragility.LimitStates, byLossType) };
        Assert.Equal(["PGA"], job.UsedImts(job.Fragility));
        HazardInput hazard = mode.StartsWith("classical", StringComparison.Ordinal)
            ? Models.Curves(Models.Sites((0, 0)), [0.1, 0.5, 1], [[0.5, 0.2, 0.1]])
            : Models.Scenario(Models.Sites((0, 0)), [[0.4f]]);
        Assert.NotEmpty(RiskCalculation.Calculate(job, hazard).Outputs);
    }
}

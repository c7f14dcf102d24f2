using Workers.Risk.Job;
using Workers.Risk.Fragility;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.Tests.RiskModel;

public class Models_beside_the_exposure
{
    [Fact]
    public void Deductibles_of_assets_are_amounts_and_may_be_left_out()
    {
        var files = SmallJob.Files();
        Assert.All(SmallJob.Read(files).Exposure.Assets, a => Assert.Equal(0, a.Deductible));
        files["treaties.csv"] = "policy,liability,deductible,q,w\np,100,0,0.5,1\n";
        files["exposure.csv"] =
            "reference,lon,lat,taxonomy,number,area,structural,day,night,policy,ideductible\n" +
            "a1,10,20,W,1,100,1000,3,4,p,250\n" +
            "a2,11,21,W,2,50,500,1,0,,0\n";
        Assert.Equal([250f, 0], SmallJob.Read(files).Exposure.Assets.Select(a => a.Deductible));
    }

    [SkippableFact]
    public void Continuous_fragility_has_means_and_deviations_by_limit_state()
    {
        var job = EngineCases.Read("own/scenario_damage_continuous");
        Assert.Equal(["light", "severe", "ruin"], job.Fragility.LimitStates);
        var function = Assert.IsType<ContinuousFragility>(job.Fragility.ByLossType["structural"]["brick-low"]);
        Assert.Equal(
            ("PGA", 0.05, 0.02, 2.5), (function.Imt, function.NoDamageLimit, function.MinLevel, function.MaxLevel));
        Assert.Equal([0.2, 0.4, 0.6], function.Means);
        Assert.Equal([0.1, 0.2, 0.3], function.Deviations);
        Assert.Equal([0.08f, 0.45f, 0.95f], job.Consequences.Find("losses", "structural", "brick-low")!);
    }

    [SkippableFact]
    public void Discrete_fragility_has_probabilities_by_limit_state_and_level()
    {
        var function = Assert.IsType<DiscreteFragility>(
            EngineCases.Read("own/scenario_damage_discrete_tags").Fragility.ByLossType["structural"]["brick-mid"]);
        Assert.Equal(("SA(0.3)", FragilityFunction.Negligible), (function.Imt, function.NoDamageLimit));
        Assert.Equal(0.02740, function.Poes[0][0]);
        Assert.Equal(0.93782, function.Poes[2][8]);
    }

    [SkippableFact]
    public void A_limit_of_zero_becomes_negligible() =>
        Assert.Equal(
            FragilityFunction.Negligible,
            EngineCases.Read("scenario_damage_case_2").Fragility.ByLossType["structural"]["RC"].NoDamageLimit);

    [SkippableFact]
    public void Consequences_come_from_several_CSV_files_or_from_XML()
    {
        Assert.Equal(["fatalities", "homeless"], EngineCases.Read("scenario_damage_case_17_avg").Consequences.Names);
        Assert.Equal([0.04f, 0.16f], EngineCases.Read("ebd_case_13a").Consequences.Find("losses", "structural", "RC")!);
    }

    [SkippableFact]
    public void Insurance_names_loss_types_and_fractions_of_value()
    {
        var policies = Assert.Single(EngineCases.Read("ebr_case_1_ins").Insurance);
        Assert.Equal("structural+nonstructural", policies.LossTypes);
        Assert.Equal(new PolicyTerms(0.05, 0.9), policies.ByPolicy["B"]);
    }

    [SkippableFact]
    public void Reinsurance_has_treaties_and_policies_under_mapped_names()
    {
        var model = EngineCases.Read("scenario_risk_reinsurance").Reinsurance!;
        Assert.Equal(("structural", 3), (model.LossTypes, model.Treaties.Count));
        Assert.Equal(new Treaty("Ces_Col", TreatyKind.Proportional, 0, 2.1e12), model.Treaties[0]);
        Assert.Equal(new Treaty("Cat_Col", TreatyKind.CatastropheExcessOfLoss, 3e9, 3e10), model.Treaties[2]);
        Assert.Equal(
            ("a2858_p2858", 131593177.90, 3947795.34),
            (model.Policies[0].Policy, model.Policies[0].Liability, model.Policies[0].Deductible));
        Assert.Equal([0.9, 0, 1], model.Policies[0].Shares);
    }

    [SkippableFact]
    public void Amplification_and_retrofit_are_read()
    {
        Assert.Equal(1.1738, EngineCases.Read("gmf_ebrisk_case_6_pla").LossAmplification!.Factors[3]);
        Assert.Null(EngineCases.Read("gmf_ebrisk_case_6_nopla").LossAmplification);
        var job = EngineCases.Read("own/classical_bcr_basic");
        Assert.NotEmpty(job.Retrofitted!.ByLossType["structural"]);
        Assert.All(job.Exposure.Assets, a => Assert.NotNull(a.Retrofitted));
    }

    [SkippableFact]
    public void Options_of_damage_are_read()
    {
        RiskParameters parameters = EngineCases.Read("scenario_damage_case_11").Parameters;
        Assert.Contains(
            KeyValuePair.Create("secondary_perils", "HazusLiquefaction, HazusDeformation"),
            parameters.AsWritten);
        Assert.Equal(50, parameters.SecondarySimulations["LiqProb"]);
        var modal = EngineCases.Read("scenario_damage_case_1").Parameters;
        Assert.True(modal.DiscreteDamageDistribution);
        Assert.True(modal.ModalDamageState);
    }
}

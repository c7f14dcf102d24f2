using Workers.OpenQuake.JobFiles;
using Workers.Risk.Exposure;
using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.Tests;

public class Risk_jobs_of_the_engine
{
    [SkippableFact]
    public void All_cases_are_read()
    {
        var failed = new List<string>();
        foreach (var name in EngineCases.All())
        {
            var error = Record.Exception(() => Assert.NotEmpty(EngineCases.Read(name).Exposure.Assets));
            if (error is not null)
                failed.Add($"{name}: {error.Message}");
        }
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [SkippableFact]
    public void Columns_of_several_CSV_files_are_mapped_to_the_engines_fields()
    {
        var job = EngineCases.Read("ebr_case_8");
        Assert.Equal(18, job.Exposure.Assets.Count);
        Assert.True(job.Exposure.AreaIsAggregated);
        Assert.Equal(["night", "avg", "residents"], job.Exposure.OccupancyFields);
        var asset = job.Exposure.Assets.Single(a => a.Id == "COM_394");
        Assert.Equal((103.85532, 1.29616, 5000f, 8000f), (asset.Lon, asset.Lat, asset.Number, asset.Area));
        Assert.Equal([9328000f, 4664000f], asset.Costs);
        Assert.Equal([5f, 20f, 0f], asset.Occupants);
        Assert.Equal(
            ["CR", "CENTRAL REGION", "DT", "DOWNTOWN CORE", "DTSZ01", "BUGIS", "Com", "4-Jun", "1166"], asset.Tags);
        Assert.Equal(["area", "number", "occupants", "residents"], job.Vulnerability.LossTypes);
        var mapped = Assert.Single(job.Mapping.For("occupants", "CR/LFM+DUL/H:7/COM"));
        Assert.Equal(new WeightedFunction("CR/LFM+CDL+DUL/H7/COM", 1), mapped);
        Assert.Equal([1d, 2, 5, 10, 20, 50, 100, 200, 250, 500], job.Parameters.ReturnPeriods);
    }

    [SkippableFact]
    public void Assets_in_XML_carry_costs_occupants_and_defaults()
    {
        var job = EngineCases.Read("own/scenario_risk_occupants_night");
        Assert.Equal(new CostType("structural", CostBasis.PerAsset, "EUR"), Assert.Single(job.Exposure.CostTypes));
        var asset = job.Exposure.Assets[0];
        Assert.Equal(("a000", "frame-mid", 29f, 209f), (asset.Id, asset.Taxonomy, asset.Number, asset.Area));
        Assert.Equal([156526.93f], asset.Costs);
        Assert.Equal([25f, 21f, 11f], asset.Occupants);
        Assert.Equal("night", job.Parameters.TimeEvent);
    }

    [SkippableFact]
    public void Probability_mass_functions_have_a_row_for_each_loss_ratio()
    {
        var function = EngineCases.Read("own/scenario_risk_pm").Vulnerability.ByLossType["structural"]["brick-low"];
        Assert.Equal(LossDistribution.ProbabilityMass, function.Distribution);
        Assert.Equal([0, 0.1, 0.35, 0.7, 1], function.LossRatios);
        Assert.Equal(0.504540, function.Probabilities[0][0]);
        Assert.Equal(0.864332, function.Probabilities[4][8]);
    }

    [SkippableFact]
    public void A_missing_cost_may_be_ignored_and_counts_as_zero()
    {
        var assets = EngineCases.Read("scenario_risk_case_3").Exposure.Assets;
        Assert.Equal([0f], assets.Single(a => a.Id == "a4").Costs);
    }

    [SkippableFact]
    public void Minimum_losses_are_written_out_by_loss_type()
    {
        var stated = EngineCases.Read("ebr_case_6c_ebrisk").Parameters.MinimumAssetLoss;
        Assert.Equal(new Dictionary<string, double> { ["structural"] = 100 }, stated);
        var silent = EngineCases.Read("own/sr04_scenario_risk").Parameters.MinimumAssetLoss;
        Assert.Equal(500, silent.GetValueOrDefault("structural", 500));
    }

    [SkippableTheory]
    [InlineData("duplicate_asset_id", ErrorCode.DuplicateAsset, "exposure.csv:3 asset a000")]
    [InlineData(
        "levels_not_increasing", ErrorCode.FunctionInvalid, "structural_vulnerability.xml:2 function brick-low")]
    [InlineData("malformed_xml", ErrorCode.XmlMalformed, "structural_vulnerability.xml:13")]
    [InlineData("negative_number", ErrorCode.AssetInvalid, "exposure.csv:5 asset a003")]
    [InlineData("taxonomy_without_function", ErrorCode.TaxonomyWithoutFunction, "asset a000")]
    public void Wrong_files_are_refused_with_their_place(string name, ErrorCode code, string where)
    {
        var error = Assert.Throws<InputException>(() => EngineCases.Read("own/refused/" + name)).Error;
        Assert.Equal((code, where), (error.Code, error.Where));
        Assert.False(string.IsNullOrEmpty(error.Expected));
    }

    [SkippableFact]
    public void The_second_set_of_wrong_cases_is_refused_at_the_right_door()
    {
        var asset = Assert.Throws<InputException>(() => EngineCases.Read("own/xx03_scenario_damage")).Error;
        Assert.Equal((ErrorCode.DuplicateAsset, "holdings.csv:4 asset h003"), (asset.Code, asset.Where));
        var events = Assert.Throws<InputException>(
            () => HazardReader.Read(EngineCases.Inputs("own/xx06_event_based_risk"))).Error;
        Assert.Equal((ErrorCode.EventIdsInvalid, "gmfs.csv"), (events.Code, events.Where));
        var job = EngineCases.Read("own/xx01_event_based_risk");
        var hazard = HazardReader.Read(EngineCases.Inputs("own/xx01_event_based_risk"));
        Assert.NotEmpty(job.Vulnerability.Imts.Except(hazard.GroundMotion!.Imts));
    }

    [SkippableFact]
    public void Only_the_files_of_the_job_are_kept_in_order_of_their_names()
    {
        var all = RiskJobFiles.FromFolder(EngineCases.Inputs("own/scenario_risk_basic"));
        var kept = RiskJobReader.ReadThrough(all).Files;
        Assert.Equal(["exposure.csv", "exposure.xml", "job.ini", "structural_vulnerability.xml"], kept.Paths);
        var reversed = RiskJobFiles.FromPairs(kept.ReadAll().Reverse());
        Assert.Equal(SmallJob.Contents(kept), SmallJob.Contents(reversed));
    }
}

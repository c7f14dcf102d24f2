using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Tests.Hazard;

public class Hazard_of_the_engine
{
    [SkippableFact]
    public void All_cases_are_read()
    {
        var failed = new List<string>();
        foreach (var name in EngineCases.All())
        {
            var error = Record.Exception(() => Assert.True(EngineCases.ReadHazard(name).Sites.Count > 0));
            if (error is not null)
                failed.Add($"{name}: {error.Message}");
        }
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [SkippableFact]
    public void Curves_come_by_realization_with_weights_and_exact_levels()
    {
        var hazard = EngineCases.ReadHazard("classical_risk_case_4");
        Assert.Equal(("classical", HazardKind.Curves, 50d), (hazard.Mode, hazard.Kind, hazard.InvestigationTime));
        Assert.Equal([new(0, 0.4), new(1, 0.6)], hazard.Realizations);
        Assert.Equal([new("rlz-000", 0, null), new("rlz-001", 1, null)], hazard.Outputs);
        Assert.Equal(19, Assert.Single(hazard.Imts).Levels.Length);
        Assert.Equal(0.0023563356894176213, hazard.Poes![0][0][0]);
        Assert.Equal(0.021010021962097336, hazard.Poes[1][0][19]);
        Assert.Equal("OpenQuake engine 3.21.0", hazard.EngineVersion);
    }

    [SkippableFact]
    public void Ground_motion_keeps_gaps_events_and_the_time_they_stand_for()
    {
        var hazard = EngineCases.ReadHazard("ebr_case_8");
        Assert.Equal(("event_based", 1d, 1000), (hazard.Mode, hazard.InvestigationTime, hazard.SesPerLogicTreePath));
        var motion = hazard.GroundMotion!;
        Assert.Equal(["PGA", "SA(0.3)", "SA(0.6)", "SA(1.0)"], motion.Imts);
        Assert.Equal(1908, motion.Events.Count);
        var at = Array.IndexOf(motion.Events.Ids, 176);
        Assert.Equal(0.173281386f, motion.Values(1, 0)[at]);
        Assert.True(float.IsNaN(motion.Values(0, 1)[at]));
        Assert.Equal("1000", hazard.Parameters["ses_per_logic_tree_path"]);
    }

    [SkippableFact]
    public void Sites_may_have_gaps_and_scenarios_have_no_time()
    {
        var hazard = EngineCases.ReadHazard("own/event_based_risk_agg");
        Assert.Equal([0, 1, 2, 4], hazard.Sites.Ids[..4]);
        var scenario = EngineCases.ReadHazard("scenario_risk_case_master");
        Assert.Equal(
            ("scenario", null, null), (scenario.Mode, scenario.InvestigationTime, scenario.SesPerLogicTreePath));
        Assert.Equal([0.75, 0.25], scenario.Realizations.Select(r => r.Weight));
        Assert.Equal(100, scenario.GroundMotion!.Events.Realizations.Count(r => r == 1));
    }

    [SkippableFact]
    public void Probabilities_of_secondary_perils_come_with_the_ground_motion() =>
        Assert.Equal(
            ["PGA", "LiqProb", "PGDMax"], EngineCases.ReadHazard("scenario_damage_case_12").GroundMotion!.Imts);

    [SkippableTheory]
    [InlineData("duplicate_event_site", ErrorCode.DuplicateEventSite)]
    [InlineData("event_ids_not_from_zero", ErrorCode.EventIdsInvalid)]
    [InlineData("gmf_not_a_number", ErrorCode.HazardNotANumber)]
    public void Wrong_files_named_by_a_job_are_refused(string name, ErrorCode code)
    {
        var error = Assert.Throws<InputException>(
            () => HazardReader.Read(EngineCases.Inputs("own/refused/" + name))).Error;
        Assert.Equal(code, error.Code);
        Assert.StartsWith("gmfs.csv", error.Where);
    }

    [SkippableFact]
    public void The_engines_inputs_are_read_as_its_job_names_them()
    {
        var hazard = HazardReader.Read(EngineCases.Inputs("classical_risk_case_2"));
        Assert.Equal([new("mean", null, "mean")], hazard.Outputs);
        Assert.Equal(0.03986126698, hazard.Poes![0][0][0]);
        Assert.Equal(["PGA"], HazardReader.Read(EngineCases.Inputs("own/refused/missing_imt")).GroundMotion!.Imts);
    }

    [SkippableTheory]
    [InlineData("ebr_case_8")]
    [InlineData("ebr_reinsurance_1")]
    [InlineData("ebd_case_14")]
    [InlineData("gmf_ebrisk_case_1_hdf5")]
    public void HDF5_gives_what_the_neutral_form_gives(string name)
    {
        var (hdf5, neutral) = (HazardReader.Read(EngineCases.Inputs(name)), EngineCases.ReadHazard(name));
        Assert.Equal(
            (neutral.Mode, neutral.InvestigationTime, neutral.SesPerLogicTreePath),
            (hdf5.Mode, hdf5.InvestigationTime, hdf5.SesPerLogicTreePath));
        Assert.Equal(neutral.GroundMotion!.Imts, hdf5.GroundMotion!.Imts);
        Assert.Equal(neutral.GroundMotion.Events.Ids, hdf5.GroundMotion.Events.Ids);
        Assert.Equal(neutral.Sites.Ids, hdf5.Sites.Ids);
        for (var imt = 0; imt < neutral.GroundMotion.Imts.Count; imt++)
            for (var site = 0; site < neutral.Sites.Count; site++)
                Assert.Equal(
                    neutral.GroundMotion.Values(imt, site).ToArray(), hdf5.GroundMotion.Values(imt, site).ToArray());
    }
}

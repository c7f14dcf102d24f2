using System.Text;
using Workers.OpenQuake.Ini;
using Workers.Risk.Job;
using Workers.Errors;

namespace Workers.OpenQuake.Tests.Ini;

public class Parameters_of_a_job
{
    [Fact]
    public void Sections_are_merged_and_comments_left_out()
    {
        var parameters = Read(
            "# a comment",
            "[general]",
            "description: two words ; not a comment",
            "; another",
            "[risk]",
            "asset_hazard_distance = 20.",
            "",
            "quantiles = 0.15 0.85");
        Assert.Equal("two words ; not a comment", parameters.Description);
        Assert.Equal(20, parameters.AssetHazardDistance);
        Assert.Equal([0.15, 0.85], parameters.Quantiles);
    }

    [Fact]
    public void Indented_lines_continue_a_value_even_across_a_comment()
    {
        string[] lines =
        [
            "[general]", "consequence_file = {'taxonomy': [", "  'a.csv',", "# between", "  'b.csv',", "  ]", "  }",
            "mean = true", "",
        ];
        var entries = IniFile.Parse(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), "job.ini");
        Assert.Equal(("consequence_file", "job.ini:2"), (entries[0].Key, entries[0].Place));
        var pair = Assert.Single(entries[0].Dictionary("default"));
        Assert.Equal(["a.csv", "b.csv"], (List<object?>)pair.Value!);
        Assert.Equal("job.ini:8", entries[1].Place);
    }

    [Fact]
    public void The_forms_of_lists_and_dictionaries_are_understood()
    {
        var parameters = Read("[general]", "return_periods = [30, 60, 120]", "conditional_loss_poes = 0.1 0.05, .01",
            "aggregate_by = NAME_1, taxonomy; NAME_1", "minimum_asset_loss = {\"structural\": 200.0, 'default': 1}",
            "region = -122.6 38.3, -121.5 38.3, -121.5 37.9, -122.6 37.9", "secondary_simulations = {'LiqProb': 50}");
        Assert.Equal([30d, 60, 120], parameters.ReturnPeriods);
        Assert.Equal([0.1, 0.05, 0.01], parameters.ConditionalLossPoes);
        Assert.Equal([["NAME_1", "taxonomy"], ["NAME_1"]], parameters.AggregateBy);
        Assert.Equal(
            new Dictionary<string, double> { ["structural"] = 200, ["default"] = 1 }, parameters.MinimumAssetLoss);
        Assert.Equal(4, parameters.Region!.Count);
        Assert.Equal(50, parameters.SecondarySimulations["LiqProb"]);
    }

    [Fact]
    public void A_region_may_be_a_closed_polygon_in_WKT() =>
        Assert.Equal([(0, 0), (1, 0), (1, 1)], Read("[general]", "region = POLYGON((0 0, 1 0, 1 1, 0 0))").Region);

    [Fact]
    public void No_return_periods_differ_from_none_given()
    {
        Assert.Null(Read("[general]").ReturnPeriods);
        Assert.Empty(Read("[general]", "return_periods = 0").ReturnPeriods!);
    }

    [Fact]
    public void Hazard_parameters_are_kept_as_written()
    {
        var parameters = Read("[general]", "random_seed = 42", "truncation_level = 3");
        Assert.Contains(KeyValuePair.Create("random_seed", "42"), parameters.AsWritten);
    }

    [Theory]
    [InlineData("aset_correlation = 1", ErrorCode.UnknownParameter, "asset_correlation")]
    [InlineData("reaggregate_by = zone", ErrorCode.NotYetSupported, "without it")]
    [InlineData("aggregate_exposure = true", ErrorCode.NotYetSupported, "without it")]
    [InlineData(
        "region = POLYGON((0 0, 1 0, 1 1, 0 0))\nregion_constraint = POLYGON((0 0, 1 0, 1 1, 0 0))",
        ErrorCode.ParameterInvalid,
        "one of the two")]
    [InlineData("region_grid_spacing = 0", ErrorCode.ParameterInvalid, "greater than 0")]
    [InlineData("asset_correlation = 0.5", ErrorCode.ParameterInvalid, "0 or 1")]
    [InlineData("asset_hazard_distance = far", ErrorCode.ParameterInvalid, "km")]
    [InlineData("asset_hazard_distance = nan", ErrorCode.ParameterInvalid, "km")]
    [InlineData("risk_investigation_time = 0", ErrorCode.ParameterInvalid, "greater than 0")]
    [InlineData("quantiles = 1.5", ErrorCode.ParameterInvalid, "between 0 and 1")]
    [InlineData("time_event = noon", ErrorCode.ParameterInvalid, "night")]
    [InlineData("avg_losses = perhaps", ErrorCode.ParameterInvalid, "true or false")]
    [InlineData("return_periods = 10, 5", ErrorCode.ParameterInvalid, "ascending")]
    [InlineData("region = 0 0, 1 1", ErrorCode.ParameterInvalid, "three corners")]
    [InlineData("minimum_asset_loss = {'a': 'b'}", ErrorCode.ParameterInvalid, "loss")]
    [InlineData("minimum_asset_loss = {'a': [", ErrorCode.ParameterInvalid, "character")]
    [InlineData("calculation_mode = classical", ErrorCode.UnknownMode, "classical_risk")]
    [InlineData("no delimiter", ErrorCode.IniMalformed, "name = value")]
    [InlineData("mean = true\nmean = true", ErrorCode.IniMalformed, "job.ini:2")]
    public void What_is_wrong_is_refused_with_its_line(string line, ErrorCode code, string expected)
    {
        var error = Assert.Throws<InputException>(() => Read("[general]", line)).Error;
        Assert.Equal(code, error.Code);
        Assert.StartsWith("job.ini:", error.Where);
        Assert.Contains(expected, error.Expected);
    }

    [Theory]
    [InlineData("classical_risk")]
    [InlineData("classical_damage")]
    [InlineData("classical_bcr")]
    [InlineData("scenario_risk")]
    [InlineData("scenario_damage")]
    [InlineData("event_based_risk")]
    [InlineData("ebrisk")]
    [InlineData("event_based_damage")]
    public void An_unknown_one_is_refused_by_name_in_every_mode(string mode)
    {
        var error = Assert.Throws<InputException>(
            () => Read("[general]", $"calculation_mode = {mode}", "colour = red")).Error;
        Assert.Equal(ErrorCode.UnknownParameter, error.Code);
        Assert.Contains("colour", error.What);
    }

    [Theory]
    [InlineData("custom_site_id = true")]
    [InlineData("minimum_loss_fraction = 0.05")]
    [InlineData("cache = true")]
    public void Of_another_version_of_the_engine_it_is_passed_over_with_a_warning(string line) =>
        Assert.Contains(line.Split(' ')[0], Assert.Single(Read("[general]", line).Warnings));

    [Theory]
    [InlineData("taxonomies_from_model = true")]
    [InlineData("insured_losses = true")]
    [InlineData("quantile_loss_curves = 0.1")]
    public void Of_another_version_it_is_refused_if_it_would_change_results(string line) => Assert.Equal(
        ErrorCode.NotYetSupported,
        Assert.Throws<InputException>(() => Read("[general]", line)).Error.Code);

    [Fact]
    public void Statistics_are_those_asked_for()
    {
        var parameters = Read("[general]", "mean = false", "quantiles = 0.1", "std = true");
        Assert.Equal((false, true, false), (parameters.Mean, parameters.Std, parameters.Max));
        Assert.Equal([0.1], parameters.Quantiles);
    }

    [Fact]
    public void What_is_not_supported_may_be_stated_to_be_off()
    {
        var parameters = Read(
            "[general]",
            "infrastructure_connectivity_analysis = False",
            "site_effects = no",
            "ash_wet_amplification_factor = 1.0",
            "reaggregate_by =");
        Assert.Equal("", parameters.AsWritten.Single(p => p.Key == "reaggregate_by").Value);
    }

    [Fact]
    public void The_spacing_of_a_grid_says_how_far_sites_may_be()
    {
        Assert.Equal(
            5 * 1.414, Read("[general]", "asset_hazard_distance = 20", "region_grid_spacing = 5").SiteDistance);
        Assert.Equal(20, Read("[general]", "asset_hazard_distance = 20").SiteDistance);
    }

    [Fact]
    public void Old_names_are_known()
    {
        Assert.Equal(
            [(0, 0), (1, 0), (1, 1)], Read("[general]", "region_constraint = POLYGON((0 0, 1 0, 1 1, 0 0))").Region);
        Assert.Single(Read("[general]", "individual_curves = true").AsWritten, e => e.Key == "individual_curves");
        Assert.True(Read("[general]", "ignore_master_seed = true").IgnoreMasterSeed);
    }

    [Fact]
    public void A_job_without_mode_is_refused()
    {
        var entries = IniFile.Parse("[general]\nmean = true"u8.ToArray(), "job.ini");
        var refused = Assert.Throws<InputException>(() => RiskParameterReader.Read(entries, "job.ini"));
        Assert.Equal(ErrorCode.ParameterMissing, refused.Error.Code);
    }

    private static RiskParameters Read(params string[] lines)
    {
        if (!lines.Any(l => l.StartsWith("calculation_mode")))
            lines = [.. lines, "[mode]", "calculation_mode = scenario_risk"];
        var text = string.Join('\n', lines);
        return RiskParameterReader.Read(IniFile.Parse(Encoding.UTF8.GetBytes(text), "job.ini"), "job.ini");
    }
}

using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.Tests.Field;

/// <summary>Bounds, order and sums, with the engine's tolerances: not looser, not stricter.</summary>
public class Probabilities_curves_and_weights
{
    [Theory]
    [InlineData("<probabilities lr=\"1\">0 1", "<probabilities lr=\"1\">0 0.6", "sum to 0.6")]
    [InlineData("<probabilities lr=\"1\">0 1", "<probabilities lr=\"1\">0.1 1", "sum to 1.1")]
    [InlineData("lr=\"1\"", "lr=\"1.5\"", "1.5")]
    [InlineData("imt=\"PGA\"", "imt=\"SA\"", "SA")]
    [InlineData("imt=\"SA(0.3)\"", "imt=\"sa(0.3)\"", "sa(0.3)")]
    [InlineData("imt=\"SA(0.3)\"", "imt=\"SA(0)\"", "SA(0)")]
    public void A_vulnerability_function_that_cannot_be_is_refused(string old, string now, string said)
    {
        var error = SmallJob.Refused("vulnerability.xml", old, now);
        Assert.Equal(ErrorCode.FunctionInvalid, error.Code);
        Assert.Contains(said, error.What);
    }

    [Fact]
    public void Rounded_probabilities_are_taken()
    {
        var files = SmallJob.Files();
        files["vulnerability.xml"] = files["vulnerability.xml"].Replace("lr=\"1\">0 1", "lr=\"1\">0 0.999995");
        SmallJob.Read(files);
    }

    [Theory]
    [InlineData("<poes ls=\"slight\">0 0.5", "<poes ls=\"slight\">0.6 0.5")]
    [InlineData("minIML=\"0.1\" maxIML=\"2\"", "minIML=\"2\" maxIML=\"2\"")]
    [InlineData("mean=\"0.4\"", "mean=\"0.1\"")]
    [InlineData("imt=\"PGA\"", "imt=\"pga\"")]
    public void A_fragility_function_that_cannot_be_is_refused(string old, string now) =>
        Assert.Equal(ErrorCode.FunctionInvalid, SmallJob.Refused("fragility.xml", old, now, "scenario_damage").Code);

    [Fact]
    public void A_worse_state_may_be_likelier_as_in_the_engine()
    {
        var files = SmallJob.Files("scenario_damage");
        files["fragility.xml"] = files["fragility.xml"].Replace("<poes ls=\"slight\">0 0.5", "<poes ls=\"slight\">0 0");
        SmallJob.Read(files);
    }

    [Fact]
    public void Periods_of_intensities_are_normalized()
    {
        var files = SmallJob.Files();
        files["vulnerability.xml"] = files["vulnerability.xml"].Replace("SA(0.3)", "SA(1)");
        Assert.Equal("SA(1.0)", SmallJob.Read(files).Vulnerability.ByLossType["structural"]["w3"].Imt);
    }

    [Fact]
    public void Weights_sum_to_one_within_the_engines_precision()
    {
        Assert.Equal([0.5, 0.49999995], Map("W,w1,0.5\nW,w2,0.49999995\n").Select(m => m.Weight));
        var error = Refused("taxonomy,risk_id,weight\nW,w1,0.5\nW,w2,0.4999998\n");
        Assert.Equal(ErrorCode.TaxonomyMappingInvalid, error.Code);
    }

    [Fact]
    public void A_row_may_be_there_twice()
    {
        Assert.Equal([new WeightedFunction("w1", 0.5), new("w1", 0.5)], Map("W,w1,0.5\nW,w1,0.5\n"));
    }

    [Fact]
    public void Weights_of_taxonomies_that_no_asset_has_are_not_looked_at() =>
        Assert.Single(Map("W,w1,1\nX,w1,0.3\n"));

    [Fact]
    public void Columns_of_newer_mappings_are_followed_where_they_say_nothing_and_else_refused_by_name()
    {
        Assert.Single(Map("W,w1,1,*,?\n", "taxonomy,risk_id,weight,peril,country"));
        var peril = Refused("taxonomy,risk_id,weight,peril\nW,w1,1,liquefaction\n");
        Assert.Equal((ErrorCode.NotYetSupported, "mapping.csv:2"), (peril.Code, peril.Where));
        Assert.Contains("peril", peril.What);
        Assert.Equal(ErrorCode.NotYetSupported, Refused("taxonomy,risk_id,weight,country\nW,w1,1,ITA\n").Code);
        var unknown = Refused("taxonomy,risk_id,weight,zone\nW,w1,1,north\n");
        Assert.Equal((ErrorCode.TaxonomyMappingInvalid, "mapping.csv:1"), (unknown.Code, unknown.Where));
        Assert.Contains("zone", unknown.What);
    }

    [Theory]
    [InlineData("1000,3", "1e308,3")]
    [InlineData("1000,3", "1e39,3")]
    [InlineData("100,1000,3", "1e30,1e30,3")]
    public void Values_that_no_result_can_hold_are_refused(string old, string now)
    {
        var error = SmallJob.Refused("exposure.csv", old, now);
        Assert.Equal(ErrorCode.AssetInvalid, error.Code);
        Assert.Contains("asset a1", error.Where);
    }

    [Fact]
    public void Values_whose_sum_no_result_can_hold_are_refused()
    {
        var files = SmallJob.Files();
        files["exposure.csv"] = files["exposure.csv"]
            .Replace("100,1000,3", "1,3e38,3")
            .Replace("50,500,1", "1,1.5e38,1");
        var error = Assert.Throws<InputException>(() => SmallJob.Read(files)).Error;
        Assert.Equal((ErrorCode.AssetInvalid, "job.ini"), (error.Code, error.Where));
    }

    private static IReadOnlyList<WeightedFunction> Map(string rows, string header = "taxonomy,risk_id,weight")
    {
        var files = SmallJob.Files();
        files["mapping.csv"] = $"{header}\n{rows}";
        return SmallJob.Read(files).Mapping.For("structural", "W");
    }

    private static InputError Refused(string mapping)
    {
        var files = SmallJob.Files();
        files["mapping.csv"] = mapping;
        return Assert.Throws<InputException>(() => SmallJob.Read(files)).Error;
    }
}

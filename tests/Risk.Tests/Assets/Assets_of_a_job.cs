using Workers.Risk.Assets;
using Workers.Risk.Exposure;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Assets;

public class Assets_of_a_job
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void Stand_by_site_then_place_then_file_order()
    {
        Asset[] assets = [
            Models.Asset("far east", 2.02, 0), Models.Asset("second", 1, 0), Models.Asset("west", 0.98, 0),
            Models.Asset("third", 1, 0)];
        var collection = AssetAssociation.Collect(
            Models.Job("scenario_risk", assets),
            Models.Sites((2, 0), (1, 0)),
            _warnings);
        Assert.Equal(["far east", "west", "second", "third"], collection.Assets.Select(a => a.Id));
        Assert.Equal([0, 1, 1, 1], collection.Sites);
    }

    [Fact]
    public void Are_listed_if_they_are_too_far()
    {
        Asset[] assets = [Models.Asset("near", 0, 0), Models.Asset("lonely", 3, 0)];
        var error = Assert.Throws<InputException>(
            () =>
                AssetAssociation.Collect(Models.Job("classical_risk", assets), Models.Sites((0, 0)), _warnings)).Error;
        Assert.Equal(ErrorCode.AssetsTooFar, error.Code);
        Assert.Contains("lonely at (3 0) 333.", error.Where);
    }

    [Theory]
    [InlineData("scenario_risk", false)]
    [InlineData("event_based_risk", true)]
    public void Are_discarded_with_a_warning_if_they_may(string mode, bool discard)
    {
        var job = Models.Job(
            mode,
            [Models.Asset("near", 0, 0), Models.Asset("lonely", 3, 0)],
            new RiskParameters { Mode = RiskModes.Named(mode), DiscardAssets = discard });
        Assert.Equal("near", Assert.Single(AssetAssociation.Collect(job, Models.Sites((0, 0)), _warnings).Assets).Id);
        Assert.Contains("lonely", Assert.Single(_warnings));
    }

    [Fact]
    public void May_not_all_be_too_far_even_in_a_scenario() =>
        Assert.Equal(ErrorCode.AssetsTooFar, Assert.Throws<InputException>(() =>
        AssetAssociation.Collect(
            Models.Job("scenario_risk", [Models.Asset("lonely", 3, 0)]), Models.Sites((0, 0)), _warnings)).Error.Code);

    [Fact]
    public void Are_those_within_the_region()
    {
        var parameters = new RiskParameters
        {
            Mode = RiskModes.Named("scenario_risk"),
            Region = [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        };
        var job = Models.Job(
            "scenario_risk",
            [Models.Asset("in", 0.01, 0), Models.Asset("on the border", 1, 0)],
            parameters);
        Assert.Equal(
            "in",
            Assert.Single(AssetAssociation.Collect(job, Models.Sites((0, 0), (1, 0)), _warnings).Assets).Id);
        Assert.Single(_warnings);
    }

    [Theory]
    [InlineData(CostBasis.Aggregated, true, 7f)]
    [InlineData(CostBasis.PerAsset, true, 21f)]
    [InlineData(CostBasis.PerArea, true, 35f)]
    [InlineData(CostBasis.PerArea, false, 105f)]
    public void Are_worth_what_their_cost_type_says(CostBasis basis, bool aggregatedArea, float value)
    {
        var exposure = new ExposureModel([new CostType("structural", basis, "EUR")], aggregatedArea, [], [], []);
        var asset = Models.Asset("a", 0, 0, 7) with { Number = 3, Area = 5 };
        Assert.Equal(value, AssetValuation.For(exposure, "structural", "avg")(asset));
    }

    [Fact]
    public void Hold_the_mean_of_the_occupants_of_the_day_unless_it_is_stated()
    {
        var asset = Models.Asset("a", 0, 0) with { Occupants = [2, 6, 10] };
        Assert.Equal(
            6f,
            AssetValuation.For(
                new ExposureModel([], true, ["day", "night", "transit"], [], []), "occupants", "avg")(asset));
        Assert.Equal(
            10f,
            AssetValuation.For(
                new ExposureModel([], true, ["day", "night", "avg"], [], []), "occupants", "avg")(asset));
        Assert.Equal(ErrorCode.OccupantsMissing, Assert.Throws<InputException>(() =>
            AssetValuation.For(new ExposureModel([], true, ["day"], [], []), "occupants", "night")).Error.Code);
    }

    [Fact]
    public void Are_aggregated_by_every_combination_of_their_tags()
    {
        Asset[] assets =
            [Models.Asset("a", 0, 0, tag: "south"), Models.Asset("b", 0, 0, tag: "north", taxonomy: "brick")];
        var collection = AssetAssociation.Collect(Models.Job("scenario_risk", assets), Models.Sites((0, 0)), _warnings);
        var aggregation = Aggregation.Create(collection, [["district", "taxonomy"], ["id"]]);
        Assert.Equal(
            ["north,adobe", "north,brick", "south,adobe", "south,brick", "a", "b"],
            aggregation.Keys.Select(k => string.Join(',', k.TagValues)));
        Assert.Equal([2, 1], aggregation.ByAsset[0]);
        Assert.Equal([0, 1000, 1000, 0, 1000, 1000, 2000], aggregation.Sum([1000, 1000]));
        Assert.Equal(
            ErrorCode.UnknownTag,
            Assert.Throws<InputException>(() => Aggregation.Create(collection, [["parish"]])).Error.Code);
    }

    [Fact]
    public void Need_a_function_for_each_taxonomy()
    {
        var job = Models.Job("scenario_risk", [Models.Asset("a", 0, 0), Models.Asset("b", 0, 0, taxonomy: "straw")]);
        var error = Assert.Throws<InputException>(
            () => RiskCalculation.Calculate(job, Models.Scenario(Models.Sites((0, 0)), [[0.5f]]))).Error;
        Assert.Equal(ErrorCode.TaxonomyWithoutFunction, error.Code);
        Assert.Contains("straw", error.What);
        Assert.Contains("adobe", error.Expected);
    }
}

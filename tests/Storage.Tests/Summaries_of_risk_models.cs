using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Exposure;
using Workers.Risk.Fragility;
using Workers.Risk.Vulnerability;
using Workers.Storage.RiskModels;

namespace Workers.Storage.Tests;

public sealed class Summaries_of_risk_models
{
    private static readonly RiskParameters Simulated = new()
    {
        Mode = RiskModes.Named("scenario_damage"),
        SecondarySimulations = new Dictionary<string, int> { ["LiqProb"] = 50 },
    };

    [Fact]
    public void Imts_are_those_of_all_functions_in_use_by_canonical_name_with_the_perils_of_damage()
    {
        var job = Job(Vulnerability("SA(1)")) with
        {
            Fragility = Fragility("SA(1.0)", "PGA"),
            Retrofitted = Vulnerability("SA(0.20)"),
        };

        Assert.Equal(["LiqProb", "PGA", "SA(0.2)", "SA(1.0)"], RiskModelSummary.From(job).Imts);
    }

    [Fact]
    public void Imts_of_functions_that_no_asset_uses_are_not_needed()
    {
        var job = Job(Vulnerability("PGA")) with { Fragility = Fragility("PGA", "SA(1.0)", "SA(3.0)") };

        Assert.Equal(["LiqProb", "PGA", "SA(1.0)"], RiskModelSummary.From(job).Imts);
    }

    [Fact]
    public void Without_fragility_functions_perils_are_not_needed() =>
        Assert.Equal(["PGA"], RiskModelSummary.From(Job(Vulnerability("PGA"))).Imts);

    private static RiskJob Job(VulnerabilityModel vulnerability) =>
        new(
            Simulated,
            new ExposureModel([], true, [], [], [Asset("0"), Asset("1")]),
            vulnerability,
            TaxonomyMapping.Identity);

    private static Asset Asset(string taxonomy) =>
        new() { Id = taxonomy, Lon = 0, Lat = 0, Taxonomy = taxonomy, Costs = [] };

    private static VulnerabilityModel Vulnerability(string imt) => new(Of(new VulnerabilityFunction
    {
        Id = "f",
        Imt = imt,
        Distribution = LossDistribution.Lognormal,
        Levels = [0.1, 1],
        MeanLossRatios = [0.1, 1],
        Covs = [0, 0],
    }));

    private static FragilityModel Fragility(params string[] imts) => new(["collapse"], Of<FragilityFunction>(
        [.. imts.Select(imt => new DiscreteFragility { Id = imt, Imt = imt, Levels = [0.1, 1], Poes = [[0, 1]] })]));

    private static Dictionary<string, IReadOnlyDictionary<string, T>> Of<T>(params T[] functions) =>
        new() { ["structural"] = functions.Select((f, i) => (f, i)).ToDictionary(x => $"{x.i}", x => x.f) };
}

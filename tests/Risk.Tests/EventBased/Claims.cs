using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Insurance;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Tests.EventBased;

/// <summary>
/// Deductibles of assets (<c>ideductible</c>) and losses without draws (<c>ignore_master_seed</c>), which no case has.
/// The numbers come from the formulas of the engine, worked out outside this project: mean and cov linear in the level,
/// loss = value·mean, variance = (loss·cov)², total = sum over loss types, claim = max(total − deductible, 0) asset by
/// asset with the variance of the total; sums in float64, kept as float32.
/// </summary>
public class Claims
{
    private static readonly RiskParameters Parameters = new()
    {
        Mode = RiskModes.Named("scenario_risk"),
        IgnoreMasterSeed = true,
        TotalLosses = "structural+contents",
        AggregateBy = [["id"]],
    };

    [Fact]
    public void Losses_that_are_not_sampled_are_means_with_their_variances() => Check("structural",
        [(1, 0, 91.6667f, 1829.9385f), (1, 1, 229.1667f, 11437.1152f), (1, 2, 320.8333f, 13267.0537f),
         (2, 0, 216.6667f, 6311.4199f), (2, 1, 541.6667f, 39446.375f), (2, 2, 758.3334f, 45757.7969f),
         (3, 0, 900f, 8100f), (3, 1, 2250f, 50625f), (3, 2, 3150f, 58725f)]);

    [Fact]
    public void Totals_add_up_losses_and_variances() => Check("structural+contents",
        [(1, 0, 91.6667f, 1829.9385f), (1, 1, 229.1667f, 11437.1152f), (1, 2, 320.8333f, 13267.0537f),
         (2, 0, 296.6667f, 7171.8647f), (2, 1, 721.6667f, 43802.375f), (2, 2, 1018.3334f, 50974.2422f),
         (3, 0, 1180f, 11236f), (3, 1, 2880f, 66501f), (3, 2, 4060f, 77737f)]);

    [Fact]
    public void Claims_are_what_exceeds_the_deductible_of_the_asset_with_the_variance_of_the_total() => Check("claim",
        [(1, 0, 0f, 1829.9385f), (1, 1, 229.1667f, 11437.1152f), (1, 2, 229.1667f, 13267.0537f),
         (2, 0, 146.6667f, 7171.8647f), (2, 1, 721.6667f, 43802.375f), (2, 2, 868.3334f, 50974.2422f),
         (3, 0, 1030f, 11236f), (3, 1, 2880f, 66501f), (3, 2, 3910f, 77737f)]);

    [Fact]
    public void Claims_are_averaged_over_all_events()
    {
        var outputs = RiskCalculation.Calculate(Job(Parameters), Hazard)
            .Outputs.Where(o => o.LossType == "claim")
            .ToList();
        Assert.Equal([294.16666f, 957.7084f], outputs.OfType<AssetValues>().First().Values, Close);
        var risk = outputs.OfType<AggregateTable>().Single(t => t.Kind == OutputKind.AggregateRisk);
        Assert.Equal(2, risk.AggregateIds[^1]);
        Assert.Equal(1251.875011, risk.Values[0][^1], 5);
        Assert.Equal(0.2608072940, risk.Values[1][^1], 9);
    }

    [Fact]
    public void A_lone_loss_type_needs_no_total()
    {
        var job = Job(Parameters with { TotalLosses = null });
        job = job with {
            Vulnerability = new(job.Vulnerability.ByLossType.Where(f => f.Key == "structural").ToDictionary())};
        Assert.Equal(
            ["structural", "claim"],
            RiskCalculation.Calculate(job, Hazard).Outputs.OfType<EventTable>().Select(t => t.LossType));
    }

    [Fact]
    public void Several_loss_types_need_a_total() =>
        Assert.Equal(ErrorCode.ParameterMissing, Assert.Throws<InputException>(() =>
        RiskCalculation.Calculate(Job(Parameters with { TotalLosses = null }), Hazard)).Error.Code);

    [Fact]
    public void Insured_losses_take_the_place_of_the_total_but_not_of_the_claim()
    {
        var job = Job(Parameters) with {
            Insurance = [
                new InsurancePolicies("structural", new Dictionary<string, PolicyTerms> { ["p"] = new(0.1, 0.9) })]};
        Assert.Equal(
            ["contents", "structural", "structural_ins", "claim"],
            RiskCalculation.Calculate(job, Hazard).Outputs.OfType<EventTable>().Select(t => t.LossType));
    }

    [Fact]
    public void Without_covs_there_are_no_variances_either()
    {
        var means = RiskCalculation.Calculate(Job(Parameters), Hazard);
        var plain = RiskCalculation.Calculate(
            Job(Parameters with { IgnoreMasterSeed = false, IgnoreCovs = true }), Hazard);
        foreach (
            var (a, b) in means.Outputs.OfType<EventTable>()
                .Where(t => t.LossType != "claim")
                .Zip(plain.Outputs.OfType<EventTable>().Where(t => t.LossType != "claim")))
        {
            Assert.Equal(a.Values[0], b.Values[0]);
            Assert.All(b.Values[1], v => Assert.Equal(0, v));
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Probability_mass_functions_give_their_expected_loss_where_nothing_is_drawn(
        bool ignoreCovs,
        bool ignoreMasterSeed)
    {
        var mass = new VulnerabilityFunction
        {
            Id = "adobe",
            Imt = "PGA",
            Distribution = LossDistribution.ProbabilityMass,
            Levels = [0.1, 0.5],
            LossRatios = [0, 0.5, 1],
            Probabilities = [[1, 0.25], [0, 0.25], [0, 0.5]],
        };
        var job = Models.Job(
            "scenario_risk",
            [Models.Asset("a", 0, 0)],
            new RiskParameters {
                Mode = RiskModes.Named("scenario_risk"), IgnoreCovs = ignoreCovs, IgnoreMasterSeed = ignoreMasterSeed},
            mass);
        var table = RiskCalculation.Calculate(job, Models.Scenario(Models.Sites((0, 0)), [[0.05f, 0.3f, 0.5f, 2f]]))
            .Outputs.OfType<EventTable>()
            .Single();
        Assert.Equal([1L, 2, 3], table.EventIds);
        Assert.Equal([312.5f, 625f, 625f], table.Values[0], Close);
        Assert.All(table.Values[1], v => Assert.Equal(0, v));
    }

    private static GroundMotionInput Hazard => Models.Scenario(Models.Sites((0, 0)), [[0.05f, 0.15f, 0.3f, 1.2f]]);

    private static RiskJob Job(RiskParameters parameters) => new(parameters,
        new ExposureModel(
            [new("structural", CostBasis.Aggregated, "EUR"), new("contents", CostBasis.Aggregated, "EUR")],
            true,
            [],
            ["policy"],
            [Asset("a", 1000, 400, deductible: 150), Asset("b", 2500, 900, deductible: 0)]),
        new(new Dictionary<string, IReadOnlyDictionary<string, VulnerabilityFunction>>
        {
            ["contents"] = new Dictionary<string, VulnerabilityFunction> {
                ["adobe"] = Models.Function([0.2, 0.8], [0.1, 0.7], [0.4, 0.2])},
            ["structural"] = new Dictionary<string, VulnerabilityFunction> {
                ["adobe"] = Models.Function([0.1, 0.4, 1.0], [0.05, 0.3, 0.9], [0.5, 0.3, 0.1])},
        }),
        TaxonomyMapping.Identity);

    private static Asset Asset(string id, float structural, float contents, float deductible) =>
        new() {
            Id = id, Lon = 0, Lat = 0, Taxonomy = "adobe", Costs = [structural, contents], Deductible = deductible,
            Tags = ["p"]};

    private static void Check(string lossType, (long Event, int Key, float Loss, float Variance)[] expected)
    {
        var table = RiskCalculation.Calculate(Job(Parameters), Hazard)
            .Outputs.OfType<EventTable>()
            .Single(t => t.LossType == lossType);
        Assert.Equal(expected.Select(r => (r.Event, r.Key)), table.EventIds.Zip(table.AggregateIds));
        Assert.Equal(expected.Select(r => r.Loss), table.Values[0], Close);
        Assert.Equal(expected.Select(r => r.Variance), table.Values[1], Close);
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a);
}

using Workers.Risk.Insurance;
using Workers.Risk.Results;
using static Workers.Risk.Tests.EventBased.ReinsuredPortfolio;

namespace Workers.Risk.Tests.EventBased;

public class Reinsured_losses
{
    private static readonly Treaty Quota = new("quota", TreatyKind.Proportional, 0, 300);
    private static readonly Treaty Surplus = new("surplus", TreatyKind.Proportional, 0, Treaty.NoLimit);
    private static readonly Treaty Catastrophe = new("cat", TreatyKind.CatastropheExcessOfLoss, 100, 250);

    [Fact]
    public void Are_claims_where_assets_have_deductibles()
    {
        var outputs = Calculate(Parameters, deductible: 50, [], Policy("p"), Policy("q"));
        Assert.Equal([500f, 900f], ByEvent(outputs, "claim"), Close);
        Assert.Equal([500f, 900f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Are_the_losses_that_the_treaties_name_elsewhere() =>
        Assert.Equal(
            [600f, 1000f], ByEvent(Calculate(Parameters, deductible: 0, [], Policy("p"), Policy("q")), "claim"), Close);

    [Fact]
    public void Need_no_policies_but_those_that_assets_have() =>
        Assert.Equal(
            [300f, 500f], ByEvent(Calculate(Parameters, 0, [], Policy("q"), Policy("of no asset")), "claim"), Close);

    [Fact]
    public void Count_for_the_limit_of_an_event_together_whatever_other_shares_their_policies_have()
    {
        var outputs = Calculate(Parameters, 0, [Quota, Surplus], Policy("p", 0.5, 0), Policy("q", 0.5, 0.1));
        Assert.Equal([300f, 300f], ByEvent(outputs, "quota"), Close);
        Assert.Equal([30f, 50f], ByEvent(outputs, "surplus"), Close);
        Assert.Equal([0f, 200f], ByEvent(outputs, "overspill_quota"), Close);
        Assert.Equal([270f, 650f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Stand_apart_where_a_catastrophe_treaty_covers_some_policies()
    {
        var outputs = Calculate(Parameters, 0, [Catastrophe], Policy("p", 1), Policy("q", 0));
        Assert.Equal([150f, 150f], ByEvent(outputs, "cat"), Close);
        Assert.Equal([450f, 850f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Have_yearly_and_amplified_curves_as_losses_do()
    {
        var parameters = Parameters with { AggregateLossCurvesTypes = ["aep", "ep"] };
        var curves = Calculate(
            parameters, 0, [Quota], new LossAmplification([1, 2], [2, 2]), Policy("p", 0.5), Policy("q", 0.5))
            .OfType<AggregateTable>().Single(t => t.Kind == OutputKind.ReinsuranceCurves);
        Assert.Equal(
            [
                "retention", "pla_retention", "retention_aep", "pla_retention_aep",
                "claim", "pla_claim", "claim_aep", "pla_claim_aep",
                "quota", "pla_quota", "quota_aep", "pla_quota_aep",
                "overspill_quota", "pla_over_A", "over_A_aep", "pla_over_A_aep",
            ],
            curves.Measures);
        Assert.Equal([1000, 2000, 1000, 2000], curves.Values.Skip(4).Take(4).Select(v => v[0]));
    }

    [Fact]
    public void Are_settled_by_event_alone_for_less_than_two_years() => Assert.Equal(
        [OutputKind.RiskByEvent, OutputKind.ReinsuranceByEvent],
        Calculate(Parameters with { ReturnPeriods = null, AvgLosses = false }, 0, [], null, 1, Policy("p"), Policy("q"))
            .Select(o => o.Kind));

    [Fact]
    public void Are_averaged_for_less_than_two_years_if_no_curves_are_asked_for() => Assert.Contains(
        OutputKind.ReinsuranceOfPortfolio,
        Calculate(
            Parameters with { ReturnPeriods = [] }, 0, [], null, 1, Policy("p"), Policy("q")).Select(o => o.Kind));
}

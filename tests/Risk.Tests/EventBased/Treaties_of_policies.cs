using Workers.Risk.Insurance;
using Workers.Risk.Results;
using static Workers.Risk.Tests.EventBased.ReinsuredPortfolio;

namespace Workers.Risk.Tests.EventBased;

/// <summary>
/// Who pays what, worked out by hand from the terms of the treaties: each policy loses 300 in the first event and 500
/// in the second.
/// </summary>
public class Treaties_of_policies
{
    private static readonly Treaty Half = new("half", TreatyKind.Proportional, 0, Treaty.NoLimit);

    [Fact]
    public void Excess_of_loss_pays_from_its_deductible_to_its_limit_for_the_policies_under_it()
    {
        var outputs = Settle([Excess("xl", 100, 350)], Policy("p", 1), Policy("q", 0));
        Assert.Equal([200f, 250f], ByEvent(outputs, "xl"), Close);
        Assert.Equal([600f, 1000f], ByEvent(outputs, "claim"), Close);
        Assert.Equal([400f, 750f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Excess_of_loss_pays_nothing_of_what_is_below_its_deductible()
    {
        var outputs = Settle([Excess("xl", 400, 450)], Policy("p", 1), Policy("q", 1));
        Assert.Equal([0f, 100f], ByEvent(outputs, "xl"), Close);
        Assert.Equal([600f, 900f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Excess_of_loss_works_on_what_shares_and_the_treaties_before_it_leave()
    {
        var outputs = Settle(
            [Half, Excess("first", 50, 100), Excess("second", 60, 1000)],
            Policy("p", 0.5, 1, 1),
            Policy("q", 0.5, 1, 1));
        Assert.Equal([300f, 500f], ByEvent(outputs, "half"), Close);
        Assert.Equal([100f, 100f], ByEvent(outputs, "first"), Close);
        Assert.Equal([80f, 280f], ByEvent(outputs, "second"), Close);
        Assert.Equal([120f, 120f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void A_policy_claims_what_exceeds_its_deductible_up_to_its_liability()
    {
        ReinsuredPolicy[] policies = [new("p", 350, 450, []), new("q", 0, 400, [])];
        Assert.Equal([300f, 500f], ByEvent(Settle([], policies), "claim"), Close);
    }

    [Fact]
    public void An_event_of_which_no_policy_pays_anything_is_not_listed()
    {
        ReinsuredPolicy[] policies = [new("p", 350, 1e6, []), new("q", 300, 1e6, [])];
        var table = Settle([], policies).OfType<EventTable>().Single(t => t.Kind == OutputKind.ReinsuranceByEvent);
        Assert.Equal([1L], table.EventIds);
    }

    [Fact]
    public void What_exceeds_the_limit_of_a_catastrophe_treaty_spills_over()
    {
        var outputs = Settle([Catastrophe("cat", 100, 350)], Policy("p", 1), Policy("q", 1));
        Assert.Equal([250f, 250f], ByEvent(outputs, "cat"), Close);
        Assert.Equal([250f, 650f], ByEvent(outputs, "overspill_cat"), Close);
        Assert.Equal([350f, 750f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Nothing_spills_over_at_just_the_limit_of_a_share()
    {
        var outputs = Settle([Half with { Limit = 500 }], Policy("p", 0.5), Policy("q", 0.5));
        Assert.Equal([300f, 500f], ByEvent(outputs, "half"), Close);
        Assert.DoesNotContain("overspill_half", Measures(outputs, OutputKind.ReinsuranceByEvent));
    }

    [Fact]
    public void Policies_that_stood_apart_are_under_the_next_catastrophe_treaty_together()
    {
        var outputs = Settle(
            [Catastrophe("first", 100, 250), Catastrophe("second", 200, 1e6)], Policy("p", 1, 1), Policy("q", 0, 1));
        Assert.Equal([150f, 150f], ByEvent(outputs, "first"), Close);
        Assert.Equal([250f, 650f], ByEvent(outputs, "second"), Close);
        Assert.Equal([200f, 200f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Policies_stay_apart_for_a_catastrophe_treaty_after_one_that_both_are_under()
    {
        var outputs = Settle(
            [Catastrophe("first", 100, 250), Catastrophe("second", 200, 1e6)], Policy("p", 1, 0), Policy("q", 1, 1));
        // Apart from the start: the first treaty pays 150 for each of the two, the second works on what q retains.
        Assert.Equal([300f, 300f], ByEvent(outputs, "first"), Close);
        Assert.Equal([0f, 150f], ByEvent(outputs, "second"), Close);
        Assert.Equal([300f, 550f], ByEvent(outputs, "retention"), Close);
    }

    [Fact]
    public void Averages_are_those_of_the_events_of_a_realization()
    {
        ReinsuredPolicy[] policies = [Policy("p", 0.5), Policy("q", 0.25)];
        var outputs = Calculate(Parameters, 0, [Half], null, TwoEvents(years: 100, realizations: [0, 1]), policies);
        AggregateTable[] byPolicy = [.. Tables(outputs, OutputKind.ReinsuranceByPolicy)];
        // 300 or 500 once in 100 years.
        Assert.Equal(["retention", "claim", "half"], byPolicy[0].Measures);
        Assert.Equal([[1.5, 2.25], [3, 3], [1.5, 0.75]], byPolicy[0].Values, EachClose);
        Assert.Equal([[2.5, 3.75], [5, 5], [2.5, 1.25]], byPolicy[1].Values, EachClose);
        AggregateTable[] whole = [.. Tables(outputs, OutputKind.ReinsuranceOfPortfolio)];
        Assert.Equal([[3.75], [6], [2.25]], whole[0].Values, EachClose);
        Assert.Equal([[6.25], [10], [3.75]], whole[1].Values, EachClose);
    }

    [Fact]
    public void A_policy_has_no_overspill_and_no_share_of_a_catastrophe_treaty()
    {
        var outputs = Settle(
            [Half with { Limit = 100 }, Catastrophe("cat", 100, 250)], Policy("p", 0.5, 1), Policy("q", 0.5, 1));
        Assert.Equal(["retention", "claim", "half"], Measures(outputs, OutputKind.ReinsuranceByPolicy));
        Assert.Equal(
            ["retention", "claim", "half", "cat", "overspill_half", "overspill_cat"],
            Measures(outputs, OutputKind.ReinsuranceOfPortfolio));
    }

    private static Treaty Excess(string id, double deductible, double limit) =>
        new(id, TreatyKind.ExcessOfLoss, deductible, limit);

    private static Treaty Catastrophe(string id, double deductible, double limit) =>
        new(id, TreatyKind.CatastropheExcessOfLoss, deductible, limit);

    private static IReadOnlyList<RiskOutput> Settle(Treaty[] treaties, params ReinsuredPolicy[] policies) =>
        Calculate(Parameters, 0, treaties, policies);

    private static IEnumerable<AggregateTable> Tables(IReadOnlyList<RiskOutput> outputs, string kind) =>
        outputs.OfType<AggregateTable>().Where(t => t.Kind == kind);

    private static IReadOnlyList<string> Measures(IReadOnlyList<RiskOutput> outputs, string kind) =>
        outputs.Single(o => o.Kind == kind) switch
        {
            EventTable table => table.Measures,
            AggregateTable table => table.Measures,
            _ => [],
        };

    private static bool EachClose(double[] a, double[] b) =>
        a.Length == b.Length && a.Zip(b).All(x => Math.Abs(x.First - x.Second) <= 2e-7 * Math.Abs(x.First));
}

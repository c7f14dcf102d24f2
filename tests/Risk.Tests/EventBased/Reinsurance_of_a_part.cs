using Workers.Risk.Insurance;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

public class Reinsurance_of_a_part
{
    private static readonly ReinsuranceModel Model = new(
        "structural",
        [new Treaty("quota", TreatyKind.Proportional, 0, 1e100)],
        [new ReinsuredPolicy("p1", 0, 1e9, [0.5]), new ReinsuredPolicy("p2", 0, 1e9, [0.5])]);

    [Fact]
    public void Policies_that_no_asset_of_the_area_has_are_left_out()
    {
        var whole = ClaimsOf("p1", "p2");
        var part = ClaimsOf("p1");
        Assert.Equal(whole / 2, part, 1e-6);
        Assert.True(part > 0);
    }

    private static double ClaimsOf(params string[] policies)
    {
        var assets = policies.Select((policy, i) => Models.Asset($"a{i}", 0, 0, tag: policy)).ToArray();
        var job = Models.Job(
            "scenario_risk",
            assets,
            new RiskParameters { Mode = RiskModes.Named("scenario_risk"), AggregateBy = [["policy"]] }) with
        {
            Reinsurance = Model,
        };
        job = job with { Exposure = job.Exposure with { TagNames = ["policy"] } };
        var outputs = RiskCalculation.Calculate(job, Models.Scenario(Models.Sites((0, 0)), [[1f]])).Outputs;
        var byEvent = outputs.OfType<EventTable>().Single(o => o.Kind == OutputKind.ReinsuranceByEvent);
        return byEvent.Values[byEvent.Measures.ToList().IndexOf("claim")][0];
    }
}

using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Risk.Insurance;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

/// <summary>Two assets of 1,000, each under a policy of its own; two events of losses 300 and 500 for each.</summary>
internal static class ReinsuredPortfolio
{
    public static RiskParameters Parameters { get; } = new()
    {
        Mode = RiskModes.Named("event_based_risk"),
        RiskInvestigationTime = 1,
        ReturnPeriods = [100],
        AggregateBy = [["policy"]],
    };

    public static ReinsuredPolicy Policy(string name, params double[] shares) => new(name, 0, 1e6, shares);

    public static IReadOnlyList<RiskOutput> Calculate(
        RiskParameters parameters, float deductible, Treaty[] treaties, params ReinsuredPolicy[] policies) =>
        Calculate(parameters, deductible, treaties, null, 100, policies);

    public static IReadOnlyList<RiskOutput> Calculate(
        RiskParameters parameters,
        float deductible,
        Treaty[] treaties,
        LossAmplification? amplification,
        params ReinsuredPolicy[] policies) =>
        Calculate(parameters, deductible, treaties, amplification, 100, policies);

    public static IReadOnlyList<RiskOutput> Calculate(
        RiskParameters parameters,
        float deductible,
        Treaty[] treaties,
        LossAmplification? amplification,
        double years,
        params ReinsuredPolicy[] policies) =>
        Calculate(parameters, deductible, treaties, amplification, TwoEvents(years, [0, 0]), policies);

    /// <summary>The two events, in the realizations that are given.</summary>
    public static GroundMotionInput TwoEvents(double years, int[] realizations) => Models.Scenario(
        Models.Sites((0, 0)), [[0.3f, 0.5f]], years, realizations: realizations, years: [1, 2]);

    public static IReadOnlyList<RiskOutput> Calculate(
        RiskParameters parameters,
        float deductible,
        Treaty[] treaties,
        LossAmplification? amplification,
        GroundMotionInput hazard,
        params ReinsuredPolicy[] policies)
    {
        Asset[] assets =
        [
            Models.Asset("a", 0, 0, tag: "p") with { Deductible = deductible },
            Models.Asset("b", 0, 0, tag: "q") with { Deductible = deductible },
        ];
        var job = Models.Job("event_based_risk", assets, parameters, Models.Function([0.1, 1], [0.1, 1]));
        job = job with
        {
            Exposure = job.Exposure with { TagNames = ["policy"] },
            Reinsurance = new("structural", treaties, policies),
            LossAmplification = amplification,
        };
        return RiskCalculation.Calculate(job, hazard).Outputs;
    }

    public static float[] ByEvent(IReadOnlyList<RiskOutput> outputs, string measure)
    {
        var table = outputs.OfType<EventTable>().Single(t => t.Kind == OutputKind.ReinsuranceByEvent);
        return table.Values[table.Measures.ToList().IndexOf(measure)];
    }

    public static bool Close(float a, float b) => Math.Abs(a - b) <= 2e-7 * Math.Abs(a);
}

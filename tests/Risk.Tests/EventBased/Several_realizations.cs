using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

/// <summary>
/// Statistics over two realizations of weights 0.25 and 0.75, and the same realizations collected. No case has
/// <c>std</c> or <c>collect_rlzs = true</c>: the numbers come from the formulas, worked out outside this project. Event
/// losses are 200, 500 | 400, 900, 300; a realization stands for 100 years.
/// </summary>
public class Several_realizations
{
    private static readonly RiskParameters Parameters = new()
    {
        Mode = RiskModes.Named("event_based_risk"),
        RiskInvestigationTime = 1,
        ReturnPeriods = [40, 80],
        Std = true,
    };

    [Fact]
    public void Scenarios_have_the_deviation_of_the_averages()
    {
        var results =
            Calculate(Parameters with { Mode = RiskModes.Named("scenario_risk"), RiskInvestigationTime = null });
        Assert.Equal([350f], Average(results, 0), Close);
        Assert.Equal([533.3333f], Average(results, 1), Close);
        Assert.Equal([487.49998f], Average(results, "mean"), Close);
        Assert.Equal([79.385653f], Average(results, "std"), Close);
    }

    [Fact]
    public void Event_sets_have_the_deviation_of_averages_and_curves()
    {
        var results = Calculate(Parameters);
        Assert.Equal([7f], Average(results, 0), Close);
        Assert.Equal([16f], Average(results, 1), Close);
        Assert.Equal([13.75f], Average(results, "mean"), Close);
        Assert.Equal([3.8971143f], Average(results, "std"), Close);

        var risk = Table(results, OutputKind.AggregateRisk, "std");
        Assert.Equal(3.8971143, risk.Values[0][0], 6);
        Assert.Equal([0, 403.4215725], Table(results, OutputKind.AggregateCurves, 0).Values[0], Near);
        Assert.Equal([344.9660287, 739.0359526], Table(results, OutputKind.AggregateCurves, 1).Values[0], Near);
        Assert.Equal([258.7245215, 655.1323576], Table(results, OutputKind.AggregateCurves, "mean").Values[0], Near);
        Assert.Equal([149.3746721, 145.3252895], Table(results, OutputKind.AggregateCurves, "std").Values[0], Near);
    }

    [Fact]
    public void Collected_they_are_one_of_twice_the_time()
    {
        var results = Calculate(Parameters with { CollectRlzs = true, Std = false }, samples: 2);
        Assert.True(results.AreCollected);
        Assert.Equal([0.25, 0.75], results.Realizations.Select(r => r.Weight));
        Assert.Equal([11.5f], Average(results, 0), Close);
        Assert.Equal(11.5, Table(results, OutputKind.AggregateRisk, 0).Values[0][0], 6);
        Assert.Equal([200, 444.9660287], Table(results, OutputKind.AggregateCurves, 0).Values[0], Near);
    }

    [Fact]
    public void Have_the_statistics_that_are_asked_for_and_no_others()
    {
        var outputs = Calculate(Parameters with { Mean = false, Std = false, Quantiles = [0.1] }).Outputs;
        Assert.Equal(["quantile-0.1"], outputs.Select(o => o.Statistic).OfType<string>().Distinct());
        Assert.Equal(3, outputs.Count(o => o.Statistic is not null));
    }

    [Fact]
    public void Sampled_ones_are_collected_unless_the_job_says_no()
    {
        Assert.True(Calculate(Parameters with { Std = false }, samples: 2).AreCollected);
        Assert.False(Calculate(Parameters with { CollectRlzs = false }, samples: 2).AreCollected);
    }

    [Theory]
    [InlineData("event_based_risk", 50.0)]
    [InlineData("scenario_risk", null)]
    public void A_single_one_may_be_collected_or_not(string mode, double? years)
    {
        var hazard = Models.Scenario(Models.Sites((0, 0)), [[0.2f, 0.5f, 0.4f]], years, ses: 2);
        var one = At(false);
        var other = At(true);
        Assert.Equal(
            one.OfType<AssetValues>().Select(o => o.Values[0]),
            other.OfType<AssetValues>().Select(o => o.Values[0]));
        Assert.Equal(
            one.OfType<AggregateTable>().SelectMany(o => o.Values.SelectMany(v => v)),
            other.OfType<AggregateTable>().SelectMany(o => o.Values.SelectMany(v => v)));

        IReadOnlyList<RiskOutput> At(bool collected) =>
            RiskCalculation.Calculate(
                Job(Parameters with { Mode = RiskModes.Named(mode), CollectRlzs = collected, ReturnPeriods = null }),
                hazard).Outputs;
    }

    [Fact]
    public void Collecting_would_lose_the_weights_of_an_enumerated_logic_tree()
    {
        var error = Assert.Throws<InputException>(
            () => Calculate(Parameters with { CollectRlzs = true, Std = false })).Error;
        Assert.Equal((ErrorCode.ParameterInvalid, "job.ini collect_rlzs"), (error.Code, error.Where));
    }

    [Fact]
    public void Collected_they_have_no_deviation() =>
        Assert.Equal(
            "job.ini collect_rlzs",
            Assert.Throws<InputException>(() => Calculate(Parameters, samples: 2)).Error.Where);

    private static RiskJob Job(RiskParameters parameters) =>
        Models.Job(parameters.Mode.Name, [Models.Asset("a", 0, 0)], parameters, Models.Function([0.1, 1], [0.1, 1]));

    private static RiskResults Calculate(RiskParameters parameters, int samples = 0)
    {
        double? years = parameters.Mode.Hazard == ModeHazard.Scenario ? null : 50;
        var hazard = Models.Scenario(
            Models.Sites((0, 0)),
            [[0.2f, 0.5f, 0.4f, 0.9f, 0.3f]],
            years,
            ses: 2,
            realizations: [0, 0, 1, 1, 1]);
        var fields = (GroundMotionFields)hazard.Fields;
        return RiskCalculation.Calculate(Job(parameters), hazard with
        {
            Fields = fields with { Realizations = [new(0, 0.25), new(1, 0.75)] },
            Realizations = [new(0, 0.25), new(1, 0.75)],
            LogicTreeSamples = samples,
        });
    }

    private static float[] Average(RiskResults results, int realization) =>
        results.Outputs.OfType<AssetValues>().Single(o => o.Realization == realization).Values;

    private static float[] Average(RiskResults results, string statistic) =>
        results.Outputs.OfType<AssetValues>().Single(o => o.Statistic == statistic).Values;

    private static AggregateTable Table(RiskResults results, string kind, int realization) =>
        results.Outputs.OfType<AggregateTable>().Single(o => o.Kind == kind && o.Realization == realization);

    private static AggregateTable Table(RiskResults results, string kind, string statistic) =>
        results.Outputs.OfType<AggregateTable>().Single(o => o.Kind == kind && o.Statistic == statistic);

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-7 * Math.Abs(a);
}

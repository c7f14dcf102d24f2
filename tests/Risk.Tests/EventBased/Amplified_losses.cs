using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

/// <summary>
/// Post loss amplification: losses double from a return period of 50 years on. A realization stands for 100 years and
/// has two events, of losses 100 and 200 in one year and 300 in another.
/// </summary>
public class Amplified_losses
{
    private static readonly RiskParameters Parameters = new()
    {
        Mode = RiskModes.Named("event_based_risk"),
        RiskInvestigationTime = 1,
        ReturnPeriods = [100],
        AggregateLossCurvesTypes = ["oep", "ep", "aep"],
    };

    [Fact]
    public void Have_curves_of_events_and_of_years_in_the_engines_order()
    {
        var curves = Outputs(realizations: 1)
            .OfType<AggregateTable>()
            .Single(t => t.Kind == OutputKind.AggregateCurves);
        Assert.Equal(
            [
                "loss", "ratio", "pla_loss", "pla_loss_ratio",
                "loss_aep", "ratio_aep", "pla_loss_aep", "pla_loss_aep_ratio",
                "loss_oep", "ratio_oep", "pla_loss_oep", "pla_loss_oep_ratio",
            ],
            curves.Measures);
        Assert.Equal(
            [300, 0.3, 600, 0.6, 300, 0.3, 600, 0.6, 300, 0.3, 600, 0.6], curves.Values.Select(v => v[0]), Close);
    }

    [Fact]
    public void Have_statistics_of_every_curve()
    {
        var mean = Outputs(realizations: 2).OfType<AggregateTable>()
            .Single(t => t.Kind == OutputKind.AggregateCurves && t.Statistic == "mean");
        Assert.Equal(
            ["loss", "pla_loss", "loss_aep", "pla_loss_aep", "loss_oep", "pla_loss_oep"],
            mean.Measures);
    }

    [Fact]
    public void Take_the_years_of_all_realizations_by_event_and_those_of_their_own_elsewhere()
    {
        var outputs = Outputs(realizations: 2).ToList();
        var events = outputs.OfType<EventTable>().Single();
        // Of three events in 200 years the periods are 67, 100 and 200; of three in 100 years 33, 50 and 100.
        Assert.Equal([200, 400, 600], events.Values[2].Take(3).Select(v => (double)v), Close);
        var risk = outputs.OfType<AggregateTable>().First(t => t.Kind == OutputKind.AggregateRisk);
        Assert.Equal([6, 0.006, 11, 0.011], risk.Values.Select(v => v[0]), Close);
    }

    private static IEnumerable<RiskOutput> Outputs(int realizations)
    {
        int[] ofEvents = [.. Enumerable.Range(0, realizations).SelectMany(r => new[] { r, r, r })];
        float[] gmvs = [.. ofEvents.SelectMany((_, i) => i % 3 == 0 ? new[] { 0.1f, 0.2f, 0.3f } : [])];
        int[] years = [.. ofEvents.Select((_, i) => i % 3 == 2 ? 2 : 1)];
        var hazard = Models.Scenario(Models.Sites((0, 0)), [gmvs], 50, ses: 2, realizations: ofEvents, years: years);
        var job = Models.Job(
            "event_based_risk", [Models.Asset("a", 0, 0)], Parameters, Models.Function([0.1, 1], [0.1, 1]));
        return RiskCalculation.Calculate(job with { LossAmplification = new([49.9, 50], [1, 2]) }, hazard).Outputs;
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a);
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;
using Workers.Risk.Tests.Damage;

namespace Workers.Risk.Tests.EventBased;

public class Losses_by_event
{
    private static readonly SiteCollection Sites = Models.Sites((0, 0), (1, 0), (2, 0));

    private static readonly Asset[] Assets =
        [
            .. Enumerable.Range(0, 12)
                .Select(
                    i =>
                        Models.Asset(
                            $"a{i}", i % 3 + 0.001 * i, 0, 100 * (i + 1), tag: i % 2 == 0 ? "north" : "south"))];

    [Property(MaxTest = 50)]
    public Property Grow_with_the_ground_motion() => Prop.ForAll(Gmvs(), gmvs =>
    {
        var stronger = gmvs.Select(site => site.Select(g => g * 1.1f).ToArray()).ToArray();
        var low = Totals(Calculate(gmvs));
        var high = Totals(Calculate(stronger));
        return Enumerable.Range(0, 20).All(e => low.GetValueOrDefault(e) <= high.GetValueOrDefault(e));
    });

    [Property(MaxTest = 50)]
    public Property Add_up_to_those_of_their_parts() =>
        Prop.ForAll(Gmvs(), Gen.Elements(0.0, 0.4).ToArbitrary(), (gmvs, cov) =>
    {
        var results = Calculate(gmvs, cov);
        var table = results.Outputs.OfType<EventTable>().Single();
        var byEvent = Enumerable.Range(0, table.EventIds.Length).GroupBy(i => table.EventIds[i]);
        var averages = results.Outputs.OfType<AssetValues>().Single(o => o.Statistic == "mean").Values;
        return byEvent.All(
            rows =>
                Close(
                    rows.Where(i => table.AggregateIds[i] < 2).Sum(i => table.Values[0][i]),
                    rows.Where(i => table.AggregateIds[i] == 2).Sum(i => table.Values[0][i])))
            && Close(averages.Sum(a => (double)a), Totals(results).Values.Sum() / 20);
    });

    [Property(MaxTest = 30)]
    public Property Do_not_depend_on_the_order_of_assets_at_different_places() =>
        Prop.ForAll(Gmvs(), Gen.Shuffle(Assets).ToArbitrary(), (gmvs, shuffled) =>
    {
        var one = Calculate(gmvs, 0.4);
        var other = Calculate(gmvs, 0.4, shuffled);
        return one.Assets.Select(a => a.Id).SequenceEqual(other.Assets.Select(a => a.Id)) && Same(one, other);
    });

    [Fact]
    public void Are_missing_where_there_is_no_ground_motion_and_below_the_minimum()
    {
        float[][] gmvs = [[float.NaN, 0.05f, 0.2f], [0.5f, 0.01f, float.NaN], [float.NaN, float.NaN, float.NaN]];
        var table = Calculate(gmvs).Outputs.OfType<EventTable>().Single();
        Assert.DoesNotContain(1L, table.EventIds);
        var minimum = new Dictionary<string, double> { ["structural"] = table.Values[0].Max() };
        var job = Job(0, Assets);
        var strict = job with { Parameters = job.Parameters with { MinimumAssetLoss = minimum } };
        Assert.Empty(RiskCalculation.Calculate(strict, Models.Scenario(Sites, gmvs))
            .Outputs.OfType<EventTable>().Single().EventIds);
    }

    [Fact]
    public void Count_events_without_ground_motion_in_the_average()
    {
        float[][] Few(int events) =>
            [
                .. Enumerable.Range(0, 3)
                    .Select(_ => Enumerable.Range(0, events).Select(e => e == 0 ? 0.5f : float.NaN).ToArray())];
        var one = Average(Calculate(Few(1)));
        var four = Average(Calculate(Few(4)));
        Assert.All(one.Zip(four), a => Assert.Equal(a.First / 4, a.Second, 3));

        static float[] Average(RiskResults results) => results.Outputs.OfType<AssetValues>().First().Values;
    }

    [Fact]
    public void Need_an_IMT_that_there_is()
    {
        var fields = (GroundMotionFields)Models.Scenario(Sites, [[1f], [1f], [1f]]).Fields;
        var error = Assert.Throws<InputException>(
            () =>
                RiskCalculation.Calculate(
                    Job(0, Assets), new GroundMotionInput(fields with { Imts = ["SA(0.3)"] }, null))).Error;
        Assert.Equal(ErrorCode.ImtMissing, error.Code);
        Assert.Contains("SA(0.3)", error.Expected);
    }

    [Theory]
    [InlineData("event_based_risk", 1.0, 50.0)]
    [InlineData("event_based_damage", 1.0, 50.0)]
    [InlineData("scenario_risk", 50.0, null)]
    public void Need_hazard_of_the_investigation_time_that_the_job_states(string mode, double stated, double? years)
    {
        var job = DamageModels.Job(
            mode,
            [Models.Asset("a", 0, 0)],
            new RiskParameters { Mode = RiskModes.Named(mode), InvestigationTime = stated });
        var error = Assert.Throws<InputException>(
            () => RiskCalculation.Calculate(job, Models.Scenario(Models.Sites((0, 0)), [[1f]], years))).Error;
        Assert.Equal((ErrorCode.InvestigationTimeDiffers, "job.ini investigation_time"), (error.Code, error.Where));
        if (years is not null)
            RiskCalculation.Calculate(
                job with { Parameters = job.Parameters with { InvestigationTime = years } },
                Models.Scenario(Models.Sites((0, 0)), [[1f]], years));
    }

    [Theory]
    [InlineData("event_based_risk", "scenario_risk, or")]
    [InlineData("ebrisk", "scenario_risk, or")]
    [InlineData("event_based_damage", "scenario_damage, or")]
    public void Of_a_scenario_are_another_mode(string mode, string other)
    {
        var error = Assert.Throws<InputException>(
            () =>
                RiskCalculation.Calculate(
                    DamageModels.Job(mode, [Models.Asset("a", 0, 0)]),
                    Models.Scenario(Models.Sites((0, 0)), [[1f]]))).Error;
        Assert.Equal(ErrorCode.HazardKindUnusable, error.Code);
        Assert.StartsWith(other, error.Expected);
    }

    [Theory]
    [InlineData("event_based_risk", new long[] { 7, 8 }, true)]
    [InlineData("event_based_risk", new long[] { 0, 0 }, false)]
    [InlineData("event_based_risk", null, false)]
    [InlineData("scenario_risk", new long[] { 7, 8 }, false)]
    public void By_source_are_not_made_and_the_job_says_so(string mode, long[]? ruptures, bool says)
    {
        var hazard = Models.Scenario(Models.Sites((0, 0)), [[1f, 1f]], mode == "scenario_risk" ? null : 50);
        var fields = (GroundMotionFields)hazard.Fields;
        var results = RiskCalculation.Calculate(
            Models.Job(mode, [Models.Asset("a", 0, 0)]),
            hazard with { Fields = fields with { Events = fields.Events with { Ruptures = ruptures } } });
        Assert.Equal(says, results.Warnings.Any(w => w.Contains("src_loss")));
    }

    [Fact]
    public void Stop_when_they_are_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        RiskCalculation.Calculate(
            Job(0, Assets), Models.Scenario(Sites, [[1f], [1f], [1f]]), new CancellationToken(canceled: true)));

    private static RiskJob Job(
        double cov,
        Asset[] assets) =>
        Models.Job(
            "scenario_risk",
            assets,
            new RiskParameters { Mode = RiskModes.Named("scenario_risk"), AggregateBy = [["district"]] },
            Models.Adobe(cov));

    private static RiskResults Calculate(float[][] gmvs, double cov = 0, Asset[]? assets = null) =>
        RiskCalculation.Calculate(Job(cov, assets ?? Assets), Models.Scenario(Sites, gmvs));

    private static Arbitrary<float[][]> Gmvs() =>
        Gen.Choose(0, 1500).Select(g => g % 50 == 0 ? float.NaN : g / 1000f).ArrayOf(20).ArrayOf(3).ToArbitrary();

    private static Dictionary<long, double> Totals(RiskResults results)
    {
        var table = results.Outputs.OfType<EventTable>().Single();
        return Enumerable.Range(0, table.EventIds.Length)
            .Where(i => table.AggregateIds[i] == results.AggregateKeys.Count)
            .ToDictionary(i => table.EventIds[i], i => (double)table.Values[0][i]);
    }

    private static bool Same(RiskResults one, RiskResults other)
    {
        var a = one.Outputs.OfType<EventTable>().Single();
        var b = other.Outputs.OfType<EventTable>().Single();
        return a.EventIds.SequenceEqual(b.EventIds) && a.AggregateIds.SequenceEqual(b.AggregateIds) && a.Values[0]
            .SequenceEqual(b.Values[0]) && a.Values[1]
            .SequenceEqual(b.Values[1]);
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-5 * Math.Abs(b);
}

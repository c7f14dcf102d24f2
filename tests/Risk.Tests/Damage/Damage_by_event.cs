using Workers.Risk.Damage;
using Workers.Risk.EventBased;
using Workers.Risk.Fragility;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Damage;

public class Damage_by_event
{
    [Fact]
    public void Is_the_share_of_buildings_between_neighbouring_limit_states()
    {
        var results = RiskCalculation.Calculate(
            DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 10)]),
            Motion([1f]));
        Assert.Equal([1f], Of(results, "no_damage"), Close);
        Assert.Equal([4.5f], Of(results, "cracked"), Close);
        Assert.Equal([4.5f], Of(results, "fallen"), Close);
    }

    [Fact]
    public void Leaves_undamaged_what_has_no_ground_motion()
    {
        var results = RiskCalculation.Calculate(
            DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 10)]),
            Motion([1f, float.NaN]));
        Assert.Equal([5.5f], Of(results, "no_damage"), Close);
        Assert.Equal([0L], results.Outputs.OfType<EventTable>().Single().EventIds);
    }

    [Fact]
    public void Brings_consequences_by_their_coefficients()
    {
        var job = DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 10)], null,
            new ConsequenceFunction("losses", "structural", "adobe", [0.1f, 1]), new ConsequenceFunction(
                "collapsed", "structural", "adobe", [0, 1]));
        var results = RiskCalculation.Calculate(job, Motion([1f]));
        Assert.Equal([495f], Of(results, "losses"), Close);
        Assert.Equal([4.5f], Of(results, "collapsed"), Close);
        var total = results.Outputs.OfType<AggregateTable>().Single();
        Assert.Equal(
            ["no_damage", "cracked", "fallen", "collapsed", "collapsed_ratio", "losses", "losses_ratio"],
            total.Measures);
        Assert.Equal(0.495, total.Values[6][0], 6);
    }

    [Fact]
    public void Needs_consequences_for_each_risk_id()
    {
        var job = DamageModels.Job(
            "scenario_damage",
            [DamageModels.Asset("a", 10)],
            null,
            new ConsequenceFunction("losses", "structural", "brick", [0.1f, 1]));
        Assert.Equal(
            ErrorCode.ConsequenceInvalid,
            Assert.Throws<InputException>(() => RiskCalculation.Calculate(job, Motion([1f]))).Error.Code);
    }

    [Fact]
    public void In_whole_buildings_is_drawn_and_adds_up_to_the_number()
    {
        var discrete = new RiskParameters
        {
            Mode = RiskModes.Named("scenario_damage"),
            DiscreteDamageDistribution = true,
        };
        var results = RiskCalculation.Calculate(
            DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 1000)], discrete),
            Motion([0.9f]));
        var states = new[] { "no_damage", "cracked", "fallen" }.Select(s => Of(results, s)[0]).ToArray();
        Assert.Equal(1000, states.Sum());
        Assert.All(states, s => Assert.Equal(MathF.Floor(s), s));
        Assert.InRange(states[1], 350, 450);
    }

    [Fact]
    public void In_whole_buildings_needs_whole_numbers()
    {
        var discrete = new RiskParameters
        {
            Mode = RiskModes.Named("scenario_damage"),
            DiscreteDamageDistribution = true,
        };
        var job = DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 1.5f)], discrete);
        Assert.Equal(
            "asset a",
            Assert.Throws<InputException>(() => RiskCalculation.Calculate(job, Motion([1f]))).Error.Where);
    }

    [Fact]
    public void Happens_only_where_a_simulated_secondary_peril_strikes()
    {
        var sites = Models.Sites((0, 0));
        var motion = new GroundMotionInput(
            new GroundMotionFields(
                sites,
                ["PGA", "LiqProb"],
                new EventSet([0], [0], null),
                [new Realization(0, 1)],
                [[1f], [0.5f]]),
            null);
        var perils = new RiskParameters
        {
            Mode = RiskModes.Named("scenario_damage"),
            SecondarySimulations = new Dictionary<string, int> { ["LiqProb"] = 20 },
        };
        Assert.Equal(
            [2.25f],
            Of(
                RiskCalculation.Calculate(
                    DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 10)], perils),
                    motion),
                "fallen"),
            Close);
        Assert.Equal(
            [4.5f],
            Of(
                RiskCalculation.Calculate(DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 10)]), motion),
                "fallen"),
            Close);
    }

    [Fact]
    public void Of_a_stochastic_event_set_counts_by_years_but_not_what_is_undamaged()
    {
        var job = DamageModels.Job(
            "event_based_damage",
            [DamageModels.Asset("a", 10)],
            new RiskParameters { Mode = RiskModes.Named("event_based_damage"), RiskInvestigationTime = 1 },
            new ConsequenceFunction("losses", "structural", "adobe", [0, 1]));
        var results = RiskCalculation.Calculate(
            job,
            Models.Scenario(Models.Sites((0, 0)), [[1f, 1f]], investigationTime: 50, ses: 2));
        Assert.Equal([9f], Of(results, "losses", OutputKind.AverageRisk), Close);
        var total = results.Outputs.OfType<AggregateTable>().Single(t => t.Kind == OutputKind.AggregateRisk);
        Assert.Equal(1, total.Values[0][0], 5);
        Assert.Equal(0.09, total.Values[2][0], 6);
        Assert.Equal(
            [Measure.Loss, Measure.Ratio],
            results.Outputs.OfType<AggregateTable>().Single(t => t.Kind == OutputKind.AggregateCurves).Measures);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public void Does_not_depend_on_the_blocks_it_is_calculated_in(bool discrete, int realizations)
    {
        float[][] gmvs = [
            .. Enumerable.Range(0, 2)
                .Select(
                    s =>
                        Enumerable.Range(0, 1300)
                            .Select(e => e % 7 == 3 * s ? float.NaN : 0.1f + 0.001f * e)
                            .ToArray())];
        gmvs[1] = [.. gmvs[1].Select((g, e) => e < 700 ? 0.2f + 0.001f * e : g)];
        var hazard = Models.Scenario(
            Models.Sites((0, 0), (1, 0)),
            gmvs,
            realizations: [.. Enumerable.Range(0, 1300).Select(e => e % realizations)]);
        var job = DamageModels.Job(
            "scenario_damage",
            [.. Enumerable.Range(0, 9).Select(i => DamageModels.Asset($"a{i}", 10 + i, i % 2))],
            new RiskParameters {
                Mode = RiskModes.Named("scenario_damage"), DiscreteDamageDistribution = discrete,
                AggregateBy = [["id"]]});
        var whole = RiskCalculation.Calculate(job, hazard);
        var calculation = new EventDamageCalculation(job, hazard);
        var blocks = new EventBlock[13][];
        Parallel.For(
            0,
            13,
            b => blocks[12 - b] = calculation.Calculate(hazard.Fields, new EventRange(100 * (12 - b), 100)));
        var parts = calculation.Frame() with { Outputs = [.. calculation.Outputs(new EventBlocksInMemory(blocks))] };

        var one = whole.Outputs.OfType<EventTable>().Single();
        var other = parts.Outputs.OfType<EventTable>().Single();
        Assert.Equal(one.EventIds, other.EventIds);
        Assert.Equal(one.Values, other.Values);
        foreach (var (a, b) in whole.Outputs.OfType<AssetValues>().Zip(parts.Outputs.OfType<AssetValues>()))
            Assert.Equal(a.Values, b.Values, Close);
    }

    [Fact]
    public void Is_that_of_the_formula_asset_by_asset_and_event_by_event()
    {
        float[] gmvs = [.. Enumerable.Range(0, 1300).Select(e => e % 11 == 5 ? float.NaN : 0.05f + 0.001f * e)];
        float[] numbers = [3, 10, 7.5f];
        var job = DamageModels.Job(
            "scenario_damage",
            [.. numbers.Select((n, i) => DamageModels.Asset($"a{i}", n))],
            null,
            new ConsequenceFunction("losses", "structural", "adobe", [0.1f, 1]));
        var table = RiskCalculation.Calculate(job, Motion(gmvs)).Outputs.OfType<EventTable>().Single();
        var row = 0;
        for (var e = 0; e < gmvs.Length; e++)
        {
            if (float.IsNaN(gmvs[e]))
                continue;
            var cracked = Math.Max(0, Math.Min(gmvs[e], 1f) - 0.1);
            var share = cracked / 2 < 1e-7 ? 0 : (float)(cracked / 2);
            Assert.Equal(e, table.EventIds[row]);
            Assert.True(Close(numbers.Sum(n => share * n), table.Values[0][row]), $"cracked at {gmvs[e]}");
            Assert.True(Close(numbers.Sum(n => share * n), table.Values[1][row]), $"fallen at {gmvs[e]}");
            Assert.True(Close(numbers.Sum(_ => 1.1f * share * 1000), table.Values[2][row]), $"losses at {gmvs[e]}");
            row++;
        }
        Assert.Equal(table.EventIds.Length, row);
    }

    private static GroundMotionInput Motion(float[] gmvs) => Models.Scenario(Models.Sites((0, 0)), [gmvs]);

    private static float[] Of(RiskResults results, string measure, string kind = OutputKind.Damages) =>
        results.Outputs.OfType<AssetValues>()
            .Single(o => o.Kind == kind && o.Measure == measure && o.Statistic is null)
            .Values;

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a);
}

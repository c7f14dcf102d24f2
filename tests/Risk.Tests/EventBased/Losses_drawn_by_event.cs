using Workers.Risk.Exposure;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Random;
using Workers.Risk.Results;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Tests.EventBased;

/// <summary>
/// Losses of whole taxonomies by vectors against the formula, asset by asset, with draws one at a time; results are
/// float32.
/// </summary>
public class Losses_drawn_by_event
{
    private const int Events = 40;
    private const int Seed = 42;
    private const string Total = "total";

    private static readonly VulnerabilityFunction Function = Models.Function(
        [0.1, 0.4, 1.0],
        [0.05, 0.3, 0.9],
        [0.6, 0.4, 0]);

    private static readonly Asset[] Assets =
        [.. Enumerable.Range(0, 23).Select(i => Models.Asset($"a{i:00}", i % 4, 0, 100 * (i + 1), tag: "d"))];

    // Some events shake every site, some none; the rest has gaps.
    private static readonly float[][] Gmvs = [.. Enumerable.Range(0, 4).Select(s => Enumerable.Range(0, Events)
        .Select(
            e =>
                e == 7 || (e % 3 == 1 && (e + s) % 4 == 0)
                    ? float.NaN
                    : 0.03f + 0.04f * ((e * 7 + s * 11) % 40)).ToArray())];

    [Theory]
    [InlineData(false, 0.0)]
    [InlineData(true, 0.0)]
    [InlineData(false, 300.0)]
    public void Are_those_of_the_formula(bool correlated, double minimum)
    {
        var job = Models.Job("scenario_risk", Assets, new RiskParameters
        {
            Mode = RiskModes.Named("scenario_risk"),
            MasterSeed = Seed,
            AggregateBy = [["id"]],
            AssetCorrelation = correlated ? 1 : 0,
            MinimumAssetLoss = new Dictionary<string, double> { ["structural"] = minimum },
        }, Function);
        var results = RiskCalculation.Calculate(
            job,
            Models.Scenario(Models.Sites((0, 0), (1, 0), (2, 0), (3, 0)), Gmvs));
        var table = results.Outputs.OfType<EventTable>().Single();
        string[] keys = [.. results.AggregateKeys.Select(k => k.TagValues[0]), Total];
        var actual = Enumerable.Range(0, table.EventIds.Length).ToDictionary(
            i => (table.EventIds[i], keys[table.AggregateIds[i]]),
            i => (table.Values[0][i], table.Values[1][i]));

        var rows = 0;
        for (var e = 0; e < Events; e++)
        {
            var expected = Losses(e, correlated, minimum);
            foreach (var (asset, loss, variance) in expected)
            {
                Near(loss, actual[(e, Assets[asset].Id)].Item1);
                Near(variance, actual[(e, Assets[asset].Id)].Item2);
            }
            if (expected.Count == 0)
                continue;
            rows += expected.Count + 1;
            Near(expected.Sum(x => x.Loss), actual[(e, Total)].Item1);
            Near(
                correlated ? Math.Pow(expected.Sum(x => Math.Sqrt(x.Variance)), 2) : expected.Sum(x => x.Variance),
                actual[(e, Total)].Item2);
        }
        Assert.Equal(rows, actual.Count);
    }

    private static List<(int Asset, double Loss, double Variance)> Losses(int e, bool correlated, double minimum)
    {
        var generator = new NumpyGenerator(Seed + e);
        var common = (double?)null;
        var losses = new List<(int, double, double)>();
        for (var site = 0; site < 4; site++)
            for (var asset = site; asset < Assets.Length && !float.IsNaN(Gmvs[site][e]); asset += 4)
            {
                var epsilon = correlated ? common ??= generator.NextNormal() : generator.NextNormal();
                var (mean, cov) = Gmvs[site][e] < 0.1f
                    ? (0, 0)
                    : (
                        Interpolation.At(Gmvs[site][e], Function.Levels, Function.MeanLossRatios),
                        Interpolation.At(Gmvs[site][e], Function.Levels, Function.Covs));
                var loss = Assets[asset]
                    .Costs[0] * mean * Math.Exp(
                        epsilon * Math.Sqrt(Math.Log(1 + cov * cov))) / Math.Sqrt(1 + cov * cov);
                if (loss > minimum)
                    losses.Add((asset, loss, loss * cov * (loss * cov)));
            }
        return losses;
    }

    private static void Near(double expected, float actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1.2e-7 * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}

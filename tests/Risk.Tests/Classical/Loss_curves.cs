using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workers.Risk.Classical;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;
using Workers.Risk.Tests.Damage;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Tests.Classical;

public class Loss_curves
{
    private static readonly double[] Levels = [0.05, 0.1, 0.2, 0.5, 1, 2];

    [Property(MaxTest = 100)]
    public Property Never_rise_and_hold_their_average() => Prop.ForAll(
        Gen.Choose(1, 9999)
            .ArrayOf(Levels.Length)
            .ToArbitrary(), Gen.Choose(0, 100)
            .ToArbitrary(), Gen.Choose(0, 5)
            .ToArbitrary(), (poes, cov, steps) =>
        {
            var curve = Calculate(Models.Adobe(cov / 100.0), [.. poes.Select(p => p / 1e4).OrderDescending()], steps);
            var average = curve.Average;
            return curve.Poes.Zip(curve.Poes.Skip(1))
                .All(p => p.First >= p.Second) && curve.Poes.All(p => p is >= 0 and <= 1)
                && average >= 0 && average <= 1000;
        });

    [Fact]
    public void Rise_with_the_hazard()
    {
        double[] poes = [0.9, 0.5, 0.2, 0.1, 0.01, 0.001];
        var low = Calculate(Models.Adobe(0.3), [.. poes.Select(p => p / 2)]);
        var high = Calculate(Models.Adobe(0.3), poes);
        Assert.All(low.Poes.Zip(high.Poes), p => Assert.True(p.First <= p.Second));
        Assert.True(low.Average < high.Average);
    }

    [Fact]
    public void Have_a_point_at_no_loss_and_at_total_loss()
    {
        var curve = Calculate(Models.Adobe(0.3), [0.9, 0.5, 0.2, 0.1, 0.01, 0.001], steps: 2);
        Assert.Equal([0, 25, 50, 175, 300, 600, 900, 950, 1000], curve.Losses.Select(l => MathF.Round(l)));
    }

    [Fact]
    public void Of_mapped_functions_are_their_weighted_average()
    {
        double[] poes = [0.9, 0.5, 0.2, 0.1, 0.01, 0.001];
        var brick = Models.Function([0.1, 0.4, 1.0], [0.05, 0.2, 0.9], [0.5, 0.5, 0.5], "brick");
        var job = Models.Job("classical_risk", [Models.Asset("a", 0, 0)], null, Models.Adobe(0.3), brick);
        Workers.Risk.Vulnerability.TaxonomyMapping Mapping(double adobe) =>
            new(new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<WeightedFunction>>>
        {
            ["structural"] = new Dictionary<string, IReadOnlyList<WeightedFunction>> {
                ["adobe"] = [new("adobe", adobe), new("brick", 1 - adobe)]},
        });
        float[] At(double weight) => Curve(job with { Mapping = Mapping(weight) }, poes).Poes;
        Assert.Equal(
            At(1).Zip(At(0), (a, b) => 0.25 * a + 0.75 * b),
            At(0.25).Select(p => (double)p),
            (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Are_refused_where_the_hazard_is_certain()
    {
        var error = Assert.Throws<InputException>(() => Calculate(Models.Adobe(0.3), [1, 1, 1, 1, 1, 1])).Error;
        Assert.Equal((ErrorCode.PoesUnusable, "site 0"), (error.Code, error.Where));
    }

    [Theory]
    [InlineData(0.95, 0)]
    [InlineData(0.05, 30)]
    [InlineData(0.5, 20)]
    [InlineData(0.7, 5)]
    [InlineData(0.3, 25)]
    [InlineData(0.9, 0)]
    [InlineData(0.1, 30)]
    public void Are_read_at_a_PoE(double poe, float loss) =>
        Assert.Equal(loss, LossCurve.LossAt(poe, [0, 10, 20, 30], [0.9f, 0.5f, 0.5f, 0.1f]), 3);

    [Fact]
    public void Need_functions_that_change()
    {
        var flat = Models.Function([0.1, 0.2], [0.5, 0.5]);
        Assert.Equal(
            ErrorCode.FunctionInvalid,
            Assert.Throws<InputException>(() => Calculate(flat, [0.9, 0.5, 0.2, 0.1, 0.01, 0.001])).Error.Code);
        Assert.Equal(2, LossRatios.StrictlyIncreasing(Models.Function([0.1, 0.2, 0.3], [0, 0, 0.5])).Levels.Length);
    }

    [Theory]
    [InlineData("classical_risk")]
    [InlineData("classical_damage")]
    public void Need_hazard_of_the_investigation_time_that_the_job_states(string mode)
    {
        var job = DamageModels.Job(
            mode,
            [Models.Asset("a", 0, 0)],
            new RiskParameters { Mode = RiskModes.Named(mode), InvestigationTime = 1 });
        Assert.Equal(ErrorCode.InvestigationTimeDiffers, Assert.Throws<InputException>(() =>
            RiskCalculation.Calculate(
                job, Models.Curves(Models.Sites((0, 0)), Levels, [[0.9, 0.5, 0.2, 0.1, 0.01, 0.001]]))).Error.Code);
    }

    [Fact]
    public void Cannot_be_made_of_ground_motion() =>
        Assert.Equal(ErrorCode.HazardKindUnusable, Assert.Throws<InputException>(() =>
        RiskCalculation.Calculate(
            Models.Job("classical_risk", [Models.Asset("a", 0, 0)]),
            Models.Scenario(Models.Sites((0, 0)), [[1f]]))).Error.Code);

    private static (float[] Losses, float[] Poes, float Average) Calculate(
        VulnerabilityFunction function,
        double[] poes,
        int steps = 1) =>
        Curve(
            Models.Job(
                "classical_risk",
                [Models.Asset("a", 0, 0)],
                new RiskParameters { Mode = RiskModes.Named("classical_risk"), LremStepsPerInterval = steps },
                function),
            poes);

    private static (float[] Losses, float[] Poes, float Average) Curve(RiskJob job, double[] poes)
    {
        var outputs = RiskCalculation.Calculate(job, Models.Curves(Models.Sites((0, 0)), Levels, [poes])).Outputs;
        var curves = Assert.Single(outputs.OfType<AssetCurves>());
        return (curves.Losses[0], curves.Poes[0], Assert.Single(outputs.OfType<AssetValues>()).Values[0]);
    }
}

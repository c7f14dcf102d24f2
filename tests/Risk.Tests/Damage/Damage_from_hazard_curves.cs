using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Damage;

public class Damage_from_hazard_curves
{
    private static readonly double[] Levels = [0.1, 0.4, 0.7, 1];

    [Fact]
    public void Adds_up_to_the_number_of_buildings()
    {
        var results = Calculate([0.9, 0.4, 0.1, 0.02], new() { Mode = RiskModes.Named("classical_damage") });
        Assert.Equal(7, results.Sum(), 5);
        Assert.True(results[0] < 7);
    }

    [Fact]
    public void Is_none_without_hazard() =>
        Assert.Equal([7, 0, 0], Calculate([0, 0, 0, 0], new() { Mode = RiskModes.Named("classical_damage") }));

    [Fact]
    public void Grows_with_the_years()
    {
        var soon = Calculate(
            [0.9, 0.4, 0.1, 0.02],
            new() { Mode = RiskModes.Named("classical_damage"), RiskInvestigationTime = 1 });
        var late = Calculate(
            [0.9, 0.4, 0.1, 0.02],
            new() { Mode = RiskModes.Named("classical_damage"), RiskInvestigationTime = 500 });
        Assert.True(soon[0] > late[0]);
        Assert.True(soon[2] < late[2]);
    }

    [Fact]
    public void Is_the_rate_of_the_levels_times_the_fragility_at_them()
    {
        double[] poes = [0.9, 0.4, 0.1, 0.02];
        double[] rates = [.. poes.Select(p => -Math.Log(1 - p) / 50)];
        double[] occurrence = [
            (rates[0] - rates[1]) / 2, (rates[0] - rates[2]) / 2, (rates[1] - rates[3]) / 2, (rates[2] - rates[3]) / 2];
        double[] fallen = [0, 0.15, 0.3, 0.45];
        var expected = 7 * (1 - Math.Exp(-50 * occurrence.Zip(fallen, (o, f) => o * f).Sum()));
        Assert.Equal(expected, Calculate(poes, new() { Mode = RiskModes.Named("classical_damage") })[2], 5);
    }

    [Fact]
    public void Of_finer_levels_is_near_that_of_the_hazard_levels()
    {
        var coarse = Calculate([0.9, 0.4, 0.1, 0.02], new() { Mode = RiskModes.Named("classical_damage") });
        var fine = Calculate(
            [0.9, 0.4, 0.1, 0.02],
            new() { Mode = RiskModes.Named("classical_damage"), StepsPerInterval = 8 });
        Assert.NotEqual(coarse, fine);
        Assert.Equal(coarse[2], fine[2], coarse[2] * 0.2);
    }

    private static double[] Calculate(double[] poes, RiskParameters parameters)
    {
        var job = DamageModels.Job("classical_damage", [DamageModels.Asset("a", 7)], parameters);
        var results = RiskCalculation.Calculate(job, Models.Curves(Models.Sites((0, 0)), Levels, [poes]));
        return [
            .. results.Outputs.OfType<AssetValues>()
                .Where(o => o.Kind == OutputKind.Damages)
                .Select(o => (double)o.Values[0])];
    }
}

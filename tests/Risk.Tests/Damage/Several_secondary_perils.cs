using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Damage;

/// <summary>
/// Two secondary perils at once, which no case has. Only the last counts, but both draw: for each event 50 numbers if
/// landslides may happen there, 30 if liquefaction may, then the buildings of each asset. The numbers come from an
/// implementation of the engine's order, of SeedSequence, Philox and choice outside this project, which agrees with
/// what numpy and the engine document (its <c>boolean_dist</c> of 0.1 and 0.2 strikes 12 and 17 times in 100).
/// </summary>
public class Several_secondary_perils
{
    [Fact]
    public void Shares_of_damage_are_those_of_the_last_probability()
    {
        var results = Calculate(discrete: false);
        Check(results, [2.43f, 3.645f, 3.78f], [2.43f, 3.645f, 3.78f]);
        CheckAverages(results, [15.133333f, 5.2966666f], [2.4333334f, 0.85166669f], [2.4333334f, 0.85166669f]);
    }

    [Fact]
    public void Whole_buildings_are_drawn_after_the_simulations_of_both()
    {
        var results = Calculate(discrete: true);
        Check(results, [1.3333334f, 4.5f, 5.133333f], [1.7333333f, 2.5f, 3.7333333f]);
        CheckAverages(results, [15.411111f, 5.2777778f], [2.488889f, 1.1666666f], [2.1f, 0.55555558f]);
    }

    private static RiskResults Calculate(bool discrete)
    {
        var parameters = new RiskParameters
        {
            Mode = RiskModes.Named("scenario_damage"),
            MasterSeed = 42,
            DiscreteDamageDistribution = discrete,
            SecondarySimulations = new Dictionary<string, int> { ["LsProb"] = 50, ["LiqProb"] = 30 },
        };
        var motion = new GroundMotionFields(
            Models.Sites((0, 0)),
            ["PGA", "LiqProb", "LsProb"],
            new EventSet([0, 1, 2], [0, 0, 0], null),
            [new Realization(0, 1)],
            [[1, 0.55f, 0.8f], [0.2f, 0.6f, 0.4f], [0.5f, 0.25f, 0]]);
        return RiskCalculation.Calculate(
            DamageModels.Job("scenario_damage", [DamageModels.Asset("a", 20), DamageModels.Asset("b", 7)], parameters),
            new GroundMotionInput(motion, null));
    }

    private static void Check(RiskResults results, float[] cracked, float[] fallen)
    {
        var table = results.Outputs.OfType<EventTable>().Single();
        Assert.Equal(cracked, table.Values[0], Close);
        Assert.Equal(fallen, table.Values[1], Close);
    }

    private static void CheckAverages(RiskResults results, params float[][] expected)
    {
        var states = results.Outputs.OfType<AssetValues>()
            .Where(o => o.Kind == OutputKind.Damages && o.Statistic is null)
            .ToList();
        Assert.Equal(["no_damage", "cracked", "fallen"], states.Select(s => s.Measure));
        foreach (var (state, values) in states.Zip(expected))
            Assert.Equal(values, state.Values, Close);
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a);
}

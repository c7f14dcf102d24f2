using Workers.Errors;
using Workers.Risk.Fragility;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// What makes a fragility function possible. A probability never falls while the intensity grows; that of a worse limit
/// state may be above that of a slighter one, as the engine takes it (it is how a file says that a state is skipped).
/// </summary>
internal static class FragilityChecks
{
    /// <summary>Files round their probabilities.</summary>
    private const double FallTolerance = 1e-5;

    public static void Check(FragilityFunction function, string[] states, string place)
    {
        if (function is DiscreteFragility discrete)
            Check(discrete, states, place);
        else if (function is ContinuousFragility continuous)
            Check(continuous, states, place);
    }

    private static void Check(DiscreteFragility function, string[] states, string place)
    {
        VulnerabilityChecks.CheckLevels(function.Levels, place);
        for (var state = 0; state < function.Poes.Length; state++)
        {
            var poes = function.Poes[state];
            if (poes.Length != function.Levels.Length)
                throw FunctionErrors.PoesPerLevel(poes.Length, function.Levels.Length, place);
            for (var i = 1; i < poes.Length; i++)
                if (poes[i] < poes[i - 1] - FallTolerance)
                    throw FunctionErrors.ProbabilityFalls(
                        states[state], poes[i], poes[i - 1], function.Levels[i], place);
        }
    }

    private static void Check(ContinuousFragility function, string[] states, string place)
    {
        if (function.MinLevel >= function.MaxLevel)
            throw FunctionErrors.LevelsOutOfOrder(function.MinLevel, function.MaxLevel, place);
        var means = function.Means;
        for (var state = 1; state < means.Length; state++)
            if (means[state] < means[state - 1])
                throw FunctionErrors.MeansOutOfOrder(states[state], means[state], means[state - 1], place);
    }
}

using Workers.Risk.Fragility;
using Workers.Risk.Job;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// Probability of each damage state within some years from a hazard curve (risklib/scientific.py, classical_damage):
/// rates of occurrence of the levels times the fragility at them, as a Poisson process. What the function and the
/// levels fix is calculated once.
/// </summary>
internal sealed class ClassicalFragility
{
    private readonly double[] _hazardLevels;
    private readonly double[]? _finer;
    private readonly double[][] _fragility;

    public ClassicalFragility(
        FragilityFunction function,
        double[] hazardLevels,
        int limitStates,
        RiskParameters parameters)
    {
        _hazardLevels = hazardLevels;
        // With one step the engine takes the hazard's levels, not the function's.
        _finer = parameters.StepsPerInterval > 1
            ? [.. Levels(function, parameters).Select(x => Math.Clamp(x, hazardLevels[0], hazardLevels[^1]))]
            : null;
        var curve = FragilityCurve.From(function);
        // The same for all sites: calculated once.
        _fragility = Array.ConvertAll(_finer ?? hazardLevels, level =>
        {
            var poes = new double[limitStates];
            curve.At(level, poes);
            return poes;
        });
    }

    /// <summary>Shares of the damage states.</summary>
    /// <param name="hazardPoes">Hazard curve, one PoE per level.</param>
    /// <param name="investigationTime">Years that the hazard refers to.</param>
    /// <param name="riskInvestigationTime">Years that the result refers to.</param>
    public double[] Fractions(double[] hazardPoes, double investigationTime, double riskInvestigationTime)
    {
        var poes = _finer is null ? hazardPoes : Array.ConvertAll(
            _finer,
            x => Interpolation.At(x, _hazardLevels, hazardPoes));
        var rates = Array.ConvertAll(poes, p => AnnualFrequency.From(p, investigationTime));
        var exceeded = new double[_fragility[0].Length];
        for (var i = 0; i < rates.Length; i++)
        {
            // At the ends the rate stands for its missing neighbour: half an interval, as in the engine.
            var before = (rates[Math.Max(0, i - 1)] + rates[i]) / 2;
            var after = (rates[i] + rates[Math.Min(rates.Length - 1, i + 1)]) / 2;
            for (var state = 0; state < exceeded.Length; state++)
                exceeded[state] += (before - after) * _fragility[i][state];
        }
        var fractions = new double[exceeded.Length + 1];
        DamageFractions.FromPoes(Array.ConvertAll(exceeded, f => 1 - Math.Exp(-f * riskInvestigationTime)), fractions);
        return fractions;
    }

    private static double[] Levels(FragilityFunction function, RiskParameters parameters)
    {
        if (function is DiscreteFragility discrete)
        {
            var levels = discrete.Levels;
            // The function grows from there (see DiscreteCurve): without it the first interval would be lost.
            if (discrete.NoDamageLimit < levels[0])
                levels = [discrete.NoDamageLimit, .. levels];
            return Intervals.Split(levels, parameters.StepsPerInterval);
        }
        var continuous = (ContinuousFragility)function;
        // The parameter counts points, like numpy.linspace.
        var intervals = parameters.ContinuousFragilityDiscretization - 1;
        return Intervals.Split([continuous.MinLevel, continuous.MaxLevel], intervals);
    }
}

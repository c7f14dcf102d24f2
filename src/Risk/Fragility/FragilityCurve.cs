using Workers.Risk.Statistics;

namespace Workers.Risk.Fragility;

/// <summary>
/// A fragility function ready for use: probability that each limit state is exceeded at an intensity
/// (risklib/scientific.py). A ground motion value is compared with the function's ends and divided by the median in
/// float32, as the engine does; a hazard level in float64.
/// </summary>
public abstract class FragilityCurve
{
    /// <summary>Prepares a function.</summary>
    public static FragilityCurve From(FragilityFunction function) => function switch
    {
        ContinuousFragility continuous => new ContinuousCurve(continuous),
        DiscreteFragility discrete => new DiscreteCurve(discrete),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>Number of limit states.</summary>
    public abstract int LimitStates { get; }

    /// <summary>
    /// Probabilities at ground motion values. What comes of a value does not depend on those beside it.
    /// </summary>
    /// <param name="gmvs">Ground motion values, not NaN.</param>
    /// <param name="poes">Gets the probabilities: <c>poes[state * gmvs.Length + event]</c>.</param>
    public abstract void At(ReadOnlySpan<float> gmvs, Span<double> poes);

    /// <summary>Probabilities at a level.</summary>
    /// <param name="level">Intensity.</param>
    /// <param name="poes">Gets one probability for each limit state.</param>
    public abstract void At(double level, Span<double> poes);
}

/// <summary>
/// Linear interpolation between levels; from 0 at the no damage limit, if that is below the first level.
/// </summary>
internal sealed class DiscreteCurve : FragilityCurve
{
    private readonly double _limit;
    private readonly double[] _levels;
    private readonly double[][] _poes;

    public DiscreteCurve(DiscreteFragility function)
    {
        _limit = function.NoDamageLimit;
        var grows = _limit < function.Levels[0];
        // With the default limit of 1e-10 the function grows from 0 on, as in the engine.
        _levels = grows ? [_limit, .. function.Levels] : function.Levels;
        _poes = grows ? Array.ConvertAll(function.Poes, p => (double[])[0, .. p]) : function.Poes;
    }

    public override int LimitStates => _poes.Length;

    public override void At(ReadOnlySpan<float> gmvs, Span<double> poes)
    {
        for (var state = 0; state < _poes.Length; state++)
            for (var e = 0; e < gmvs.Length; e++)
                // Ends are compared in float32, as numpy does with a float32 array.
                poes[state * gmvs.Length + e] = gmvs[e] < (float)_limit ? 0 : Interpolation.At(
                    Math.Min(gmvs[e], (float)_levels[^1]),
                    _levels,
                    _poes[state]);
    }

    public override void At(double level, Span<double> poes)
    {
        for (var state = 0; state < poes.Length; state++)
            poes[state] = level < _limit ? 0 : Interpolation.At(level, _levels, _poes[state]);
    }
}

using Workers.Risk.Statistics;

namespace Workers.Risk.Fragility;

/// <summary>
/// A fragility function ready for use: probability that each limit state is exceeded at an intensity (risklib/scientific.py). A ground
/// motion value is compared with the function's ends and divided by the median in float32, as the engine does; a hazard level in float64.
/// </summary>
public abstract class FragilityCurve
{
    /// <summary>Prepares a function.</summary>
    public static FragilityCurve Of(FragilityFunction function) => function switch
    {
        ContinuousFragility continuous => new ContinuousCurve(continuous),
        DiscreteFragility discrete => new DiscreteCurve(discrete),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>Probabilities at a ground motion value.</summary>
    /// <param name="gmv">Ground motion value, not NaN.</param>
    /// <param name="poes">Gets one probability for each limit state.</param>
    public abstract void At(float gmv, Span<double> poes);

    /// <summary>Probabilities at a level.</summary>
    /// <param name="level">Intensity.</param>
    /// <param name="poes">Gets one probability for each limit state.</param>
    public abstract void At(double level, Span<double> poes);
}

/// <summary>Lognormal distribution functions, from mean and standard deviation of the intensity.</summary>
internal sealed class ContinuousCurve(ContinuousFragility function) : FragilityCurve
{
    private readonly double[] _sigmas = [.. function.Means.Zip(function.Deviations, (m, s) => Math.Sqrt(Math.Log(s * s / (m * m) + 1)))];
    private readonly double[] _scales = [.. function.Means.Zip(function.Deviations, (m, s) => m * m / Math.Sqrt(s * s + m * m))];

    public override void At(float gmv, Span<double> poes)
    {
        var within = Math.Min(Math.Max(gmv, (float)function.MinLevel), (float)function.MaxLevel);
        var none = within <= (float)function.NoDamageLimit;
        for (var state = 0; state < poes.Length; state++)
            poes[state] = none ? 0 : Normal(Math.Log(within / (float)_scales[state]) / _sigmas[state]);
    }

    public override void At(double level, Span<double> poes)
    {
        var within = Math.Min(Math.Max(level, function.MinLevel), function.MaxLevel);
        var none = within <= function.NoDamageLimit;
        for (var state = 0; state < poes.Length; state++)
            poes[state] = none ? 0 : Normal(Math.Log(within / _scales[state]) / _sigmas[state]);
    }

    /// <summary>Without deviation the function is a step; at the step itself the state is reached.</summary>
    private static double Normal(double z) => double.IsNaN(z) ? 1 : NormalDistribution.Cumulative(z);
}

/// <summary>Linear interpolation between levels; from 0 at the no damage limit, if that is below the first level.</summary>
internal sealed class DiscreteCurve : FragilityCurve
{
    private readonly double _limit;
    private readonly double[] _levels;
    private readonly double[][] _poes;

    public DiscreteCurve(DiscreteFragility function)
    {
        _limit = function.NoDamageLimit;
        var grows = _limit < function.Levels[0];
        _levels = grows ? [_limit, .. function.Levels] : function.Levels;
        _poes = grows ? Array.ConvertAll(function.Poes, p => (double[])[0, .. p]) : function.Poes;
    }

    public override void At(float gmv, Span<double> poes) => Interpolate(Math.Min(gmv, (float)_levels[^1]), gmv < (float)_limit, poes);

    public override void At(double level, Span<double> poes) => Interpolate(level, level < _limit, poes);

    private void Interpolate(double level, bool none, Span<double> poes)
    {
        for (var state = 0; state < poes.Length; state++)
            poes[state] = none ? 0 : Interpolation.At(level, _levels, _poes[state]);
    }
}

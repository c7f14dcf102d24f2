using Workers.Errors;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Classical;

/// <summary>
/// Probability that a loss ratio is exceeded, from a hazard curve: what a function, its loss ratios and the hazard
/// levels fix is calculated once, so that a curve costs one product of matrix and vector (risklib/scientific.py,
/// classical).
/// </summary>
public sealed class LossExceedance
{
    private readonly string _imt;
    private readonly double[] _hazardLevels;
    private readonly double[] _levels;
    private readonly int[] _intervals;
    private readonly double[] _matrix;
    private readonly int _ratios;

    /// <summary>Prepares a function.</summary>
    /// <param name="function">Lognormal or beta function whose mean loss ratio changes from level to level.</param>
    /// <param name="lossRatios">Loss ratios of the curve.</param>
    /// <param name="hazardLevels">Levels of the hazard curves.</param>
    public LossExceedance(VulnerabilityFunction function, double[] lossRatios, double[] hazardLevels)
    {
        _imt = function.Imt;
        _hazardLevels = hazardLevels;
        // Beyond the hazard's levels nothing is known of its PoEs: the engine clips.
        _levels = [.. Boundaries(function.Levels).Select(x => Math.Clamp(x, hazardLevels[0], hazardLevels[^1]))];
        _intervals = [.. _levels.Select(x => Interpolation.Interval(x, hazardLevels))];
        _ratios = lossRatios.Length;
        _matrix = Matrix(function, lossRatios);
    }

    /// <summary>PoEs of the loss ratios within the risk investigation time.</summary>
    /// <param name="hazardPoes">Hazard curve, one PoE per level.</param>
    /// <param name="investigationTime">Years that the hazard refers to.</param>
    /// <param name="riskInvestigationTime">Years that the result refers to.</param>
    /// <param name="poes">Gets one PoE per loss ratio.</param>
    /// <param name="siteId">Site, for the error.</param>
    /// <exception cref="InputException">Practically all PoEs of the hazard are 1.</exception>
    public void Poes(
        ReadOnlySpan<double> hazardPoes,
        double investigationTime,
        double riskInvestigationTime,
        Span<double> poes,
        int siteId)
    {
        // On the stack unless the function is unusually long: this runs for each site and realization.
        Span<double> at = _levels.Length <= 256 ? stackalloc double[_levels.Length] : new double[_levels.Length];
        var complement = 0.0;
        for (var i = 0; i < at.Length; i++)
        {
            // A lone level has no interval to interpolate in.
            at[i] = _hazardLevels.Length == 1 ? hazardPoes[0] : Interpolation.InInterval(
                _levels[i],
                _hazardLevels,
                hazardPoes,
                _intervals[i]);
            complement += 1 - at[i];
        }
        // The engine's limit: with PoEs that near to 1 rates are mostly rounding.
        if (complement / at.Length < 1e-4)
            throw FitErrors.PoesUnusable(_imt, siteId);

        for (var i = 0; i < at.Length; i++)
            at[i] = AnnualFrequency.From(at[i], investigationTime);
        for (var j = 0; j < _ratios; j++)
        {
            var rate = 0.0;
            for (var i = 0; i + 1 < at.Length; i++)
                // Rates of occurrence of an interval: differences of rates of exceedance at its boundaries.
                rate += _matrix[j * (at.Length - 1) + i] * (at[i] - at[i + 1]);
            poes[j] = 1 - Math.Exp(-riskInvestigationTime * rate);
        }
    }

    /// <summary>
    /// Boundaries of the intervals that the levels stand for: midpoints, and half an interval beyond either end, not
    /// below 0.
    /// </summary>
    private static double[] Boundaries(double[] levels)
    {
        var n = levels.Length;
        var boundaries = new double[n + 1];
        boundaries[0] = Math.Max(0, levels[0] - (levels[1] - levels[0]) / 2);
        for (var i = 1; i < n; i++)
            boundaries[i] = (levels[i - 1] + levels[i]) / 2;
        boundaries[n] = levels[n - 1] + (levels[n - 1] - levels[n - 2]) / 2;
        return boundaries;
    }

    private static double[] Matrix(VulnerabilityFunction function, double[] lossRatios)
    {
        var n = function.Levels.Length;
        var matrix = new double[lossRatios.Length * n];
        for (var j = 0; j < lossRatios.Length; j++)
            for (var i = 0; i < n; i++)
                matrix[j * n + i] = Survival.Compute(
                    function.Distribution,
                    lossRatios[j],
                    function.MeanLossRatios[i],
                    function.MeanLossRatios[i] * function.Covs[i]);
        return matrix;
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.EventBased;

/// <summary>
/// Lognormal losses: mean·exp(ε·σ)/√(1+cov²) with σ = √ln(1+cov²), one ε for every asset that has a ground motion value, be it below the
/// first level; or one for all assets of a taxonomy, if they are fully correlated (risklib/scientific.py, MultiEventRNG).
/// </summary>
internal sealed class LognormalLosses(int imt, double minimumLoss, VulnerabilityCurve curve, bool correlated) : LossFunction(imt, minimumLoss)
{
    protected override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var (mean, cov) = curve.At(gmv);
        var sigma = Math.Sqrt(Math.Log(1 + cov * cov));
        var scale = Math.Sqrt(1 + cov * cov);
        for (var p = range.Start; p < range.End; p++)
        {
            var epsilon = correlated ? draws.CommonNormal() : draws.Normal();
            Add(values[p] * (mean * Math.Exp(epsilon * sigma) / scale), cov, weight, losses, p);
        }
    }
}

/// <summary>Losses of a beta distribution; nothing is drawn where mean or coefficient of variation are 0. Never correlated.</summary>
internal sealed class BetaLosses(int imt, double minimumLoss, VulnerabilityCurve curve) : LossFunction(imt, minimumLoss)
{
    protected override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var (mean, cov) = curve.At(gmv);
        if (mean == 0)
            return;
        var deviation = mean * cov;
        var c = (1 - mean) / (deviation * deviation) - 1 / mean;
        for (var p = range.Start; p < range.End; p++)
            Add(values[p] * (cov == 0 ? mean : draws.Beta(c * (mean * mean), c * (mean - mean * mean))), cov, weight, losses, p);
    }
}

/// <summary>Losses of a probability mass function: one uniform number for all assets of an event.</summary>
internal sealed class MassLosses(int imt, double minimumLoss, ProbabilityMassCurve curve, bool sampled) : LossFunction(imt, minimumLoss)
{
    protected override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var ratio = sampled ? curve.Quantile(gmv, draws.Uniform()) : curve.Mean(gmv);
        for (var p = range.Start; p < range.End; p++)
            Add(values[p] * ratio, 0, weight, losses, p);
    }
}

/// <summary>Mean losses with their variances, of a function whose uncertainty is not sampled (<c>ignore_master_seed</c>).</summary>
internal sealed class ExpectedLosses(int imt, double minimumLoss, VulnerabilityCurve curve) : LossFunction(imt, minimumLoss)
{
    protected override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var (mean, cov) = curve.At(gmv);
        for (var p = range.Start; p < range.End; p++)
            Add(values[p] * mean, cov, weight, losses, p);
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.EventBased;

/// <summary>Losses of the assets of a taxonomy from the ground motion of an event, by one vulnerability function.</summary>
/// <param name="imt">Position of the IMT.</param>
/// <param name="minimumLoss">Losses up to this are dropped.</param>
internal abstract class LossFunction(int imt, double minimumLoss)
{
    /// <summary>Position of the IMT.</summary>
    public int Imt => imt;

    /// <summary>Adds the losses of a taxonomy, site after site; sites without ground motion are left out.</summary>
    /// <param name="block">The assets.</param>
    /// <param name="gmvs">Ground motion values by site; NaN where there is none.</param>
    /// <param name="draws">Random numbers of the event.</param>
    /// <param name="values">Exposed values by position.</param>
    /// <param name="weight">Weight of the function.</param>
    /// <param name="losses">Gets the losses.</param>
    public void Add(TaxonomyBlock block, float[] gmvs, EventDraws draws, float[] values, double weight, EventLosses losses)
    {
        draws.NextFunction();
        foreach (var group in block.Groups)
        {
            var gmv = gmvs[group.Site];
            if (!float.IsNaN(gmv))
                Add(gmv, draws, group, values, weight, losses);
        }
    }

    /// <summary>Adds the losses at one site.</summary>
    protected abstract void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses);

    /// <summary>The function that calculates losses as a job asks for.</summary>
    public static LossFunction Of(VulnerabilityFunction function, RiskParameters parameters, int imt, double minimumLoss)
    {
        if (function.Distribution == LossDistribution.ProbabilityMass)
            return new MassLosses(imt, minimumLoss, new(function), sampled: !parameters.IgnoreCovs && !parameters.IgnoreMasterSeed);
        if (parameters.IgnoreCovs || function.Covs.All(c => c == 0))
            return new MeanLosses(imt, minimumLoss, new(function.WithoutCovs()));
        var curve = new VulnerabilityCurve(function);
        if (parameters.IgnoreMasterSeed)
            return new ExpectedLosses(imt, minimumLoss, curve);
        return function.Distribution == LossDistribution.Lognormal
            ? new LognormalLosses(imt, minimumLoss, curve, correlated: parameters.AssetCorrelation == 1)
            : new BetaLosses(imt, minimumLoss, curve);
    }

    /// <summary>Adds one loss with its variance, if it is above the minimum.</summary>
    protected void Add(double loss, double cov, double weight, EventLosses losses, int position)
    {
        if (!(loss > minimumLoss))
            return;
        losses.Losses[position] += weight * loss;
        losses.Variances[position] += weight * (loss * cov * (loss * cov));
    }
}

/// <summary>Mean losses of a function without uncertainty.</summary>
internal sealed class MeanLosses(int imt, double minimumLoss, VulnerabilityCurve curve) : LossFunction(imt, minimumLoss)
{
    private readonly double _minimumLoss = minimumLoss;

    protected override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var mean = curve.MeanAt(gmv);
        for (var p = range.Start; p < range.End; p++)
        {
            var loss = values[p] * mean;
            if (loss > _minimumLoss)
                losses.Losses[p] += weight * loss;
        }
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.EventBased;

/// <summary>Losses of the assets of one site and taxonomy, from the ground motion value of an event.</summary>
internal abstract class LossFunction(int imt, double minimumLoss)
{
    /// <summary>Position of the IMT.</summary>
    public int Imt => imt;

    /// <summary>Losses up to this are dropped.</summary>
    protected double MinimumLoss => minimumLoss;

    /// <summary>Adds the losses of a group.</summary>
    /// <param name="gmv">Ground motion value.</param>
    /// <param name="draws">Random numbers of the event for this function.</param>
    /// <param name="range">The group.</param>
    /// <param name="values">Exposed values by position.</param>
    /// <param name="weight">Weight of the function.</param>
    /// <param name="losses">Gets the losses.</param>
    public abstract void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses);

    /// <summary>The function that calculates losses as a job asks for.</summary>
    public static LossFunction Of(VulnerabilityFunction function, RiskParameters parameters, int imt, double minimumLoss)
    {
        if (function.Distribution == LossDistribution.ProbabilityMass)
            return new MassLosses(imt, minimumLoss, new(function), sampled: !parameters.IgnoreCovs);
        if (parameters.IgnoreCovs)
            function = function.WithoutCovs();
        var curve = new VulnerabilityCurve(function);
        if (function.Covs.All(c => c == 0))
            return new MeanLosses(imt, minimumLoss, curve);
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

/// <summary>Mean losses: nothing is drawn.</summary>
internal sealed class MeanLosses(int imt, double minimumLoss, VulnerabilityCurve curve) : LossFunction(imt, minimumLoss)
{
    public override void Add(float gmv, EventDraws draws, SiteRange range, float[] values, double weight, EventLosses losses)
    {
        var (mean, cov) = curve.At(gmv);
        if (mean == 0)
            return;
        for (var p = range.Start; p < range.End; p++)
            Add(values[p] * mean, cov, weight, losses, p);
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Job;
using Workers.Risk.Vulnerability;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Losses of the assets of a taxonomy from the ground motion of an event, by one vulnerability function. An object
/// serves one calculation at a time: it keeps room for its numbers.
/// </summary>
/// <param name="imt">Position of the IMT.</param>
internal abstract class LossFunction(int imt)
{
    /// <summary>Position of the IMT.</summary>
    public int Imt => imt;

    /// <summary>Whether losses vary about their means.</summary>
    public abstract bool Varies { get; }

    /// <summary>
    /// Calculates losses, site after site; they are 0 where there is no ground motion, and nothing is drawn there.
    /// </summary>
    /// <param name="group">The assets.</param>
    /// <param name="gmvs">Ground motion values by site; NaN where there is none.</param>
    /// <param name="draws">Random numbers of the event.</param>
    /// <param name="values">Exposed values of the group.</param>
    /// <param name="losses">Gets the losses.</param>
    /// <param name="variances">Gets their variances; a function that does not vary leaves them alone.</param>
    public void Calculate(
        TaxonomyGroup group,
        float[] gmvs,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        // For every function, or correlated assets of two taxonomies would share a number.
        draws.NextFunction();
        Fill(group, gmvs, draws, values, losses, variances);
    }

    /// <summary>Calculates losses.</summary>
    protected abstract void Fill(
        TaxonomyGroup group,
        float[] gmvs,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances);

    /// <summary>The function that calculates losses as a job asks for.</summary>
    public static LossFunction Create(VulnerabilityFunction function, RiskParameters parameters, int imt)
    {
        if (function.Distribution == LossDistribution.ProbabilityMass)
            return new MassLosses(imt, new(function), sampled: !parameters.IgnoreCovs && !parameters.IgnoreMasterSeed);
        // By function: one without uncertainty draws nothing, whatever the others do.
        if (parameters.IgnoreCovs || function.Covs.All(c => c == 0))
            return new MeanLosses(imt, new(function.WithoutCovs()));
        var curve = new VulnerabilityCurve(function);
        if (parameters.IgnoreMasterSeed)
            return new ExpectedLosses(imt, curve);
        return function.Distribution == LossDistribution.Lognormal
            ? new LognormalLosses(imt, curve, correlated: parameters.AssetCorrelation == 1)
            : new BetaLosses(imt, curve);
    }
}

/// <summary>Mean losses of a function without uncertainty: the ratio once for each site.</summary>
internal sealed class MeanLosses(int imt, VulnerabilityCurve curve) : LossFunction(imt)
{
    private Scratch<float> _gmvs;
    private Scratch<double> _means;

    public override bool Varies => false;

    protected override void Fill(
        TaxonomyGroup group,
        float[] gmvs,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        var atSites = _gmvs.Take(group.Sites.Length);
        group.Take(gmvs, atSites);
        var means = _means.Take(atSites.Length);
        // NaN gives 0: no ground motion, no loss.
        curve.At(atSites, means);
        var groups = group.RangeOf;
        for (var p = 0; p < groups.Length; p++)
            losses[p] = values[p] * means[groups[p]];
    }
}

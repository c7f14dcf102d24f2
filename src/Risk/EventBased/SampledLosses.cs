using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.EventBased;

/// <summary>
/// Lognormal losses, with a normal number for every asset that has a ground motion value, be it below the first level; or one for all assets of a taxonomy, if
/// they are fully correlated (risklib/scientific.py, MultiEventRNG).
/// </summary>
internal sealed class LognormalLosses(int imt, VulnerabilityCurve curve, bool correlated) : LossFunction(imt)
{
    private float[] _gmvs = [];
    private double[] _medians = [], _covs = [], _sigmas = [], _epsilons = [];

    public override bool Varies => true;

    protected override void Fill(TaxonomyBlock block, float[] gmvs, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances)
    {
        var groups = block.GroupOf;
        var atSites = Room(ref _gmvs, block.Sites.Length);
        var medians = Room(ref _medians, atSites.Length);
        var covs = Room(ref _covs, atSites.Length);
        var sigmas = Room(ref _sigmas, atSites.Length);
        var epsilons = Room(ref _epsilons, groups.Length);
        var everywhere = block.Take(gmvs, atSites);
        curve.At(atSites, medians, covs);
        LognormalRatio.Prepare(medians, covs, sigmas);
        Draw(block, atSites, everywhere, draws, epsilons);
        for (var p = 0; p < groups.Length; p++)
        {
            var group = groups[p];
            epsilons[p] *= sigmas[group];
            losses[p] = values[p] * medians[group];
            variances[p] = covs[group];
        }
        LognormalRatio.Sample(losses, variances, epsilons);
    }

    /// <summary>Draws for the assets in turn, leaving out sites without ground motion.</summary>
    private void Draw(TaxonomyBlock block, ReadOnlySpan<float> gmvs, bool everywhere, EventDraws draws, Span<double> epsilons)
    {
        if (correlated && (everywhere || gmvs.ContainsAnyExcept(float.NaN)))
            epsilons.Fill(draws.CommonNormal());
        else if (everywhere)
            draws.Normals(epsilons);
        else
            for (var g = 0; g < gmvs.Length; g++)
            {
                var ofSite = epsilons[(block.Groups[g].Start - block.Start)..(block.Groups[g].End - block.Start)];
                if (float.IsNaN(gmvs[g]))
                    ofSite.Clear();
                else
                    draws.Normals(ofSite);
            }
    }
}

/// <summary>Losses that are calculated site by site.</summary>
internal abstract class SiteLosses(int imt) : LossFunction(imt)
{
    protected override void Fill(TaxonomyBlock block, float[] gmvs, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances)
    {
        losses.Clear();
        if (Varies)
            variances.Clear();
        foreach (var (site, start, end) in block.Groups)
        {
            var range = (start - block.Start)..(end - block.Start);
            if (!float.IsNaN(gmvs[site]))
                At(gmvs[site], draws, values[range], losses[range], variances[range]);
        }
    }

    /// <summary>Sets the losses at one site, where there is any; they are 0 before.</summary>
    protected abstract void At(float gmv, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances);
}

/// <summary>Losses of a beta distribution; nothing is drawn where mean or coefficient of variation are 0. Never correlated.</summary>
internal sealed class BetaLosses(int imt, VulnerabilityCurve curve) : SiteLosses(imt)
{
    public override bool Varies => true;

    protected override void At(float gmv, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances)
    {
        var (mean, cov) = curve.At(gmv);
        if (mean == 0)
            return;
        var deviation = mean * cov;
        var c = (1 - mean) / (deviation * deviation) - 1 / mean;
        for (var p = 0; p < values.Length; p++)
        {
            losses[p] = values[p] * (cov == 0 ? mean : draws.Beta(c * (mean * mean), c * (mean - mean * mean)));
            variances[p] = losses[p] * cov * (losses[p] * cov);
        }
    }
}

/// <summary>Losses of a probability mass function: one uniform number for all assets of an event.</summary>
internal sealed class MassLosses(int imt, ProbabilityMassCurve curve, bool sampled) : SiteLosses(imt)
{
    public override bool Varies => false;

    protected override void At(float gmv, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances)
    {
        var ratio = sampled ? curve.Quantile(gmv, draws.Uniform()) : curve.Mean(gmv);
        for (var p = 0; p < values.Length; p++)
            losses[p] = values[p] * ratio;
    }
}

/// <summary>Mean losses with their variances, of a function whose uncertainty is not sampled (<c>ignore_master_seed</c>).</summary>
internal sealed class ExpectedLosses(int imt, VulnerabilityCurve curve) : SiteLosses(imt)
{
    public override bool Varies => true;

    protected override void At(float gmv, EventDraws draws, ReadOnlySpan<float> values, Span<double> losses, Span<double> variances)
    {
        var (mean, cov) = curve.At(gmv);
        for (var p = 0; p < values.Length; p++)
        {
            losses[p] = values[p] * mean;
            variances[p] = losses[p] * cov * (losses[p] * cov);
        }
    }
}

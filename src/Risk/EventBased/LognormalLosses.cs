using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Lognormal losses, with a normal number for every asset that has a ground motion value, be it below the first level;
/// or one for all assets of a taxonomy, if they are fully correlated (risklib/scientific.py, MultiEventRNG).
/// </summary>
internal sealed class LognormalLosses(int imt, VulnerabilityCurve curve, bool correlated) : LossFunction(imt)
{
    private Scratch<float> _gmvs;
    private Scratch<double> _epsilons;
    private Distributions _ofSites, _ofAssets;

    public override bool Varies => true;

    protected override void Fill(
        TaxonomyGroup group,
        float[] gmvs,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        var groups = group.RangeOf;
        var atSites = _gmvs.Take(group.Sites.Length);
        var epsilons = _epsilons.Take(groups.Length);
        // Mostly true: then all draws are one call.
        var everywhere = group.Take(gmvs, atSites);
        // Logarithm and root once for each site, not for each asset.
        _ofSites.Prepare(curve, atSites);
        Draw(group, atSites, everywhere, draws, epsilons);
        _ofAssets.Spread(ref _ofSites, groups, values);
        LognormalRatio.Sample(_ofAssets.Medians, _ofAssets.Covs, _ofAssets.Sigmas, epsilons, losses, variances);
    }

    /// <summary>Draws for the assets in turn, leaving out sites without ground motion.</summary>
    private void Draw(
        TaxonomyGroup group,
        ReadOnlySpan<float> gmvs,
        bool everywhere,
        EventDraws draws,
        Span<double> epsilons)
    {
        // Where no site is shaken nothing is drawn: the next function gets the number.
        if (correlated && (everywhere || gmvs.ContainsAnyExcept(float.NaN)))
            epsilons.Fill(draws.CommonNormal());
        else if (everywhere)
            draws.Normals(epsilons);
        else
            for (var g = 0; g < gmvs.Length; g++)
            {
                var ofSite = epsilons[(group.Ranges[g].Start - group.Start)..(group.Ranges[g].End - group.Start)];
                // No ground motion, no draw: or all numbers after it would shift.
                if (float.IsNaN(gmvs[g]))
                    ofSite.Clear();
                else
                    draws.Normals(ofSite);
            }
    }
}

/// <summary>Lognormal distributions of loss ratios or losses.</summary>
internal struct Distributions
{
    private Scratch<double> _medians, _covs, _sigmas;
    private int _count;

    public Span<double> Medians => _medians.Take(_count);

    public Span<double> Covs => _covs.Take(_count);

    public Span<double> Sigmas => _sigmas.Take(_count);

    /// <summary>Distributions of loss ratios at ground motion values.</summary>
    public void Prepare(VulnerabilityCurve curve, ReadOnlySpan<float> gmvs)
    {
        _count = gmvs.Length;
        curve.At(gmvs, Medians, Covs);
        LognormalRatio.Prepare(Medians, Covs, Sigmas);
    }

    /// <summary>Distributions of losses of assets, from those of the ratios at their sites.</summary>
    public void Spread(ref Distributions sites, ReadOnlySpan<int> siteOf, ReadOnlySpan<float> values)
    {
        _count = siteOf.Length;
        // Spans are taken once: Take in the loop would cost more than the product.
        var medians = Medians;
        var covs = Covs;
        var sigmas = Sigmas;
        var fromMedians = sites.Medians;
        var fromCovs = sites.Covs;
        var fromSigmas = sites.Sigmas;
        for (var p = 0; p < siteOf.Length; p++)
        {
            var site = siteOf[p];
            medians[p] = values[p] * fromMedians[site];
            covs[p] = fromCovs[site];
            sigmas[p] = fromSigmas[site];
        }
    }
}

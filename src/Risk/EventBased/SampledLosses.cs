using Workers.Risk.Assets;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.EventBased;

/// <summary>Losses that are calculated site by site.</summary>
internal abstract class SiteLosses(int imt) : LossFunction(imt)
{
    protected override void Fill(
        TaxonomyGroup group,
        float[] gmvs,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        losses.Clear();
        if (Varies)
            variances.Clear();
        foreach (var (site, start, end) in group.Ranges)
        {
            var range = (start - group.Start)..(end - group.Start);
            // No ground motion, no draw.
            if (!float.IsNaN(gmvs[site]))
                At(gmvs[site], draws, values[range], losses[range], variances[range]);
        }
    }

    /// <summary>Sets the losses at one site, where there is any; they are 0 before.</summary>
    protected abstract void At(
        float gmv,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances);
}

/// <summary>
/// Losses of a beta distribution; nothing is drawn where mean or coefficient of variation are 0. Never correlated.
/// </summary>
internal sealed class BetaLosses(int imt, VulnerabilityCurve curve) : SiteLosses(imt)
{
    public override bool Varies => true;

    protected override void At(
        float gmv,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        var (mean, cov) = curve.At(gmv);
        // The parameters of the distribution would be 0/0; the engine draws nothing here either.
        if (mean == 0)
            return;
        var deviation = mean * cov;
        var c = (1 - mean) / (deviation * deviation) - 1 / mean;
        for (var p = 0; p < values.Length; p++)
        {
            // Grouped as numpy computes it: a last digit may change the number of draws in a rejection.
            losses[p] = values[p] * (cov == 0 ? mean : draws.Beta(c * (mean * mean), c * (mean - mean * mean)));
            variances[p] = losses[p] * cov * (losses[p] * cov);
        }
    }
}

/// <summary>Losses of a probability mass function: one uniform number for all assets of an event.</summary>
internal sealed class MassLosses(int imt, ProbabilityMassCurve curve, bool sampled) : SiteLosses(imt)
{
    public override bool Varies => false;

    protected override void At(
        float gmv,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        // One for all assets: each has the same seed in the engine, so the same number.
        var ratio = sampled ? curve.Quantile(gmv, draws.Uniform()) : curve.Mean(gmv);
        for (var p = 0; p < values.Length; p++)
            losses[p] = values[p] * ratio;
    }
}

/// <summary>
/// Mean losses with their variances, of a function whose uncertainty is not sampled (<c>ignore_master_seed</c>).
/// </summary>
internal sealed class ExpectedLosses(int imt, VulnerabilityCurve curve) : SiteLosses(imt)
{
    public override bool Varies => true;

    protected override void At(
        float gmv,
        EventDraws draws,
        ReadOnlySpan<float> values,
        Span<double> losses,
        Span<double> variances)
    {
        var (mean, cov) = curve.At(gmv);
        for (var p = 0; p < values.Length; p++)
        {
            losses[p] = values[p] * mean;
            variances[p] = losses[p] * cov * (losses[p] * cov);
        }
    }
}

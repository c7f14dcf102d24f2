using Workers.Risk.Classical;
using Workers.Risk.Fragility;
using Workers.Risk.Random;
using Workers.Risk.Vulnerability;

namespace Workers.Bench.Kernels;

/// <summary>The kernels of src/Risk on the inputs of the baseline; each returns the sum of its results.</summary>
internal static class OurKernels
{
    private const double Years = 50;

    public static double MeanLosses(KernelInputs inputs)
    {
        var curve = new VulnerabilityCurve(KernelInputs.Vulnerability);
        var losses = new double[KernelInputs.AssetsPerSite];
        var means = new double[inputs.Events];
        var total = 0.0;
        for (var site = 0; site < inputs.Sites; site++)
        {
            Array.Clear(losses);
            var values = KernelInputs.Values(site);
            curve.At(inputs.OfSite(site), means);
            foreach (var mean in means)
            {
                for (var a = 0; a < values.Length; a++) losses[a] += values[a] * mean;
            }
            total += losses.Sum();
        }
        return total;
    }

    public static double LognormalLosses(KernelInputs inputs)
    {
        var curve = new VulnerabilityCurve(KernelInputs.Vulnerability);
        var generator = new NumpyGenerator(42);
        var shared = new (double Sigma, double Median)[inputs.Events];
        var total = 0.0;
        for (var site = 0; site < inputs.Sites; site++)
        {
            var gmvs = inputs.OfSite(site);
            for (var e = 0; e < shared.Length; e++)
            {
                var (mean, cov) = curve.At(gmvs[e]);
                shared[e] = (Math.Sqrt(Math.Log(1 + (cov * cov))), mean / Math.Sqrt(1 + (cov * cov)));
            }
            foreach (var value in KernelInputs.Values(site))
            {
                foreach (var (sigma, median) in shared) total += value * (median * Math.Exp(generator.NextNormal() * sigma));
            }
        }
        return total;
    }

    public static double Fragility(KernelInputs inputs)
    {
        var curve = FragilityCurve.Of(KernelInputs.Fragility);
        var states = KernelInputs.Fragility.Means.Length;
        Span<double> poes = stackalloc double[states];
        var sums = new double[KernelInputs.AssetsPerSite * states];
        for (var site = 0; site < inputs.Sites; site++)
        {
            foreach (var gmv in inputs.OfSite(site))
            {
                curve.At(gmv, poes);
                for (var asset = 0; asset < sums.Length; asset += states)
                    for (var state = 0; state < poes.Length; state++) sums[asset + state] += poes[state];
            }
        }
        return sums.Sum();
    }

    public static double LossCurves(KernelInputs inputs)
    {
        var function = KernelInputs.Vulnerability;
        var ratios = LossRatios.Of(function, steps: 1);
        var exceedance = new LossExceedance(function, ratios, KernelInputs.HazardLevels);
        var (hazard, poes, total) = (new double[KernelInputs.HazardLevels.Length], new double[ratios.Length], 0.0);
        for (var a = 0; a < Math.Max(1, inputs.Assets / 2); a++)
        {
            for (var i = 0; i < hazard.Length; i++) hazard[i] = Math.Exp(-KernelInputs.HazardLevels[i] * (2 + (0.01 * a))) * 0.6;
            exceedance.Poes(hazard, Years, Years, poes, a);
            total += LossCurve.Average(ratios, poes);
        }
        return total;
    }
}

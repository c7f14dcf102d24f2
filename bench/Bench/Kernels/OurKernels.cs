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
        var total = 0.0;
        for (var a = 0; a < inputs.Assets; a++)
        {
            var value = KernelInputs.Value(a);
            foreach (var gmv in inputs.OfAsset(a)) total += value * curve.MeanAt(gmv);
        }
        return total;
    }

    public static double LognormalLosses(KernelInputs inputs)
    {
        var curve = new VulnerabilityCurve(KernelInputs.Vulnerability);
        var generator = new NumpyGenerator(42);
        var total = 0.0;
        for (var a = 0; a < inputs.Assets; a++)
        {
            var value = KernelInputs.Value(a);
            foreach (var gmv in inputs.OfAsset(a))
            {
                var epsilon = generator.NextNormal();
                var (mean, cov) = curve.At(gmv);
                if (mean == 0) continue;
                total += value * (mean * Math.Exp(epsilon * Math.Sqrt(Math.Log(1 + (cov * cov)))) / Math.Sqrt(1 + (cov * cov)));
            }
        }
        return total;
    }

    public static double Fragility(KernelInputs inputs)
    {
        var curve = FragilityCurve.Of(KernelInputs.Fragility);
        Span<double> poes = stackalloc double[KernelInputs.Fragility.Means.Length];
        var total = 0.0;
        for (var a = 0; a < inputs.Assets; a++)
        {
            foreach (var gmv in inputs.OfAsset(a))
            {
                curve.At(gmv, poes);
                foreach (var poe in poes) total += poe;
            }
        }
        return total;
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

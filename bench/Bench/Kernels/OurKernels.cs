using System.Runtime.Intrinsics;
using Workers.Risk.Classical;
using Workers.Risk.Fragility;
using Workers.Risk.Random;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Bench.Kernels;

/// <summary>The kernels of src/Risk on the inputs of the baseline; each returns the sum of its results.</summary>
internal static class OurKernels
{
    private const double Years = 50;

    public static double MeanLosses(KernelInputs inputs)
    {
        var curve = new VulnerabilityCurve(KernelInputs.Vulnerability);
        var means = new double[inputs.Events];
        var total = 0.0;
        for (var site = 0; site < inputs.Sites; site++)
        {
            curve.At(inputs.OfSite(site), means);
            foreach (var value in KernelInputs.Values(site)) total += SumOfProducts(means, value);
        }
        return total;
    }

    public static double LognormalLosses(KernelInputs inputs)
    {
        var curve = new VulnerabilityCurve(KernelInputs.Vulnerability);
        var generator = new NumpyGenerator(42);
        var (medians, covs, sigmas) = (new double[inputs.Events], new double[inputs.Events], new double[inputs.Events]);
        var (epsilons, losses, variances) = (new double[inputs.Events], new double[inputs.Events], new double[inputs.Events]);
        var total = 0.0;
        for (var site = 0; site < inputs.Sites; site++)
        {
            curve.At(inputs.OfSite(site), medians, covs);
            LognormalRatio.Prepare(medians, covs, sigmas);
            foreach (var value in KernelInputs.Values(site))
            {
                generator.NextNormals(epsilons);
                LognormalRatio.Sample(medians, covs, sigmas, epsilons, losses, variances);
                total += SumOfProducts(losses, value);
            }
        }
        return total;
    }

    public static double Fragility(KernelInputs inputs)
    {
        var curve = FragilityCurve.From(KernelInputs.Fragility);
        var poes = new double[curve.LimitStates * inputs.Events];
        var sums = new double[KernelInputs.AssetsPerSite * curve.LimitStates];
        for (var site = 0; site < inputs.Sites; site++)
        {
            curve.At(inputs.OfSite(site), poes);
            for (var sum = 0; sum < sums.Length; sum++)
                sums[sum] += Sums.Total(poes.AsSpan(sum % curve.LimitStates * inputs.Events, inputs.Events));
        }
        return sums.Sum();
    }

    public static double LossCurves(KernelInputs inputs)
    {
        var function = KernelInputs.Vulnerability;
        var ratios = LossRatios.From(function, steps: 1);
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

    private static double SumOfProducts(ReadOnlySpan<double> numbers, double factor)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= numbers.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            sums += Vector256.Create(numbers[i..]) * factor;
        var sum = Vector256.Sum(sums);
        for (; i < numbers.Length; i++)
            sum += numbers[i] * factor;
        return sum;
    }
}

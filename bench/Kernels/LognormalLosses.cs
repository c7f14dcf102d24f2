using BenchmarkDotNet.Attributes;
using Workers.Risk.Random;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Kernels;

/// <summary>
/// Lognormal loss of an asset with the draw of its number: as the formula reads, against what is shared prepared once
/// and the rest by vectors.
/// </summary>
public class LognormalLosses
{
    private readonly VulnerabilityCurve _curve = new(Inputs.Vulnerability);
    private readonly NumpyGenerator _generator = new(42);
    private readonly double[] _medians = new double[Inputs.Count];
    private readonly double[] _covs = new double[Inputs.Count];
    private readonly double[] _sigmas = new double[Inputs.Count];
    private readonly double[] _epsilons = new double[Inputs.Count];
    private readonly double[] _losses = new double[Inputs.Count];
    private readonly double[] _variances = new double[Inputs.Count];

    [Benchmark(Baseline = true, OperationsPerInvoke = Inputs.Count)]
    public void Naive()
    {
        var function = Inputs.Vulnerability;
        for (var i = 0; i < _losses.Length; i++)
        {
            var (mean, cov) = Inputs.Gmvs[i] < function.Levels[0] ? (0, 0)
                : (
                    Interpolation.At(Inputs.Gmvs[i], function.Levels, function.MeanLossRatios),
                    Interpolation.At(Inputs.Gmvs[i], function.Levels, function.Covs));
            _losses[i] = mean * Math.Exp(
                _generator.NextNormal() * Math.Sqrt(Math.Log(1 + cov * cov))) / Math.Sqrt(1 + cov * cov);
            _variances[i] = _losses[i] * cov * (_losses[i] * cov);
        }
    }

    [Benchmark(OperationsPerInvoke = Inputs.Count)]
    public void Ours()
    {
        _curve.At(Inputs.Gmvs, _medians, _covs);
        LognormalRatio.Prepare(_medians, _covs, _sigmas);
        _generator.NextNormals(_epsilons);
        LognormalRatio.Sample(_medians, _covs, _sigmas, _epsilons, _losses, _variances);
    }
}

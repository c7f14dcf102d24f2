using BenchmarkDotNet.Attributes;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Kernels;

/// <summary>
/// Mean loss ratio at a ground motion value: a search and an interpolation, against lines found by the bits of values.
/// </summary>
public class MeanLossRatios
{
    private readonly VulnerabilityCurve _curve = new(Inputs.Vulnerability);
    private readonly double[] _means = new double[Inputs.Count];

    [Benchmark(Baseline = true, OperationsPerInvoke = Inputs.Count)]
    public void Naive()
    {
        var levels = Inputs.Vulnerability.Levels;
        var means = Inputs.Vulnerability.MeanLossRatios;
        for (var i = 0; i < _means.Length; i++)
            _means[i] = Inputs.Gmvs[i] < levels[0] ? 0 : Interpolation.At(Inputs.Gmvs[i], levels, means);
    }

    [Benchmark(OperationsPerInvoke = Inputs.Count)]
    public void Ours() => _curve.At(Inputs.Gmvs, _means);
}

using BenchmarkDotNet.Attributes;
using Workers.Risk.Fragility;
using Workers.Risk.Statistics;

namespace Workers.Kernels;

/// <summary>
/// Probability of four limit states at a ground motion value: logarithm and error function, against vectors and a
/// table.
/// </summary>
public class DamageStates
{
    private readonly FragilityCurve _curve = FragilityCurve.From(Inputs.Fragility);
    private readonly double[] _poes = new double[4 * Inputs.Count];

    [Benchmark(Baseline = true, OperationsPerInvoke = Inputs.Count)]
    public void Naive()
    {
        for (var i = 0; i < Inputs.Count; i++)
            for (var state = 0; state < 4; state++)
            {
                var m = Inputs.Fragility.Means[state];
                var s = Inputs.Fragility.Deviations[state];
                var median = m * m / Math.Sqrt(s * s + m * m);
                _poes[state * Inputs.Count + i] = NormalDistribution.Exact(
                    Math.Log(Inputs.Gmvs[i] / (float)median) / Math.Sqrt(Math.Log(s * s / (m * m) + 1)));
            }
    }

    [Benchmark(OperationsPerInvoke = Inputs.Count)]
    public void Ours() => _curve.At(Inputs.Gmvs, _poes);
}

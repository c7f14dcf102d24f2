using BenchmarkDotNet.Attributes;
using Workers.Risk.Random;

namespace Workers.Kernels;

/// <summary>numpy's normal numbers: one at a time, against many at once.</summary>
public class NormalDraws
{
    private readonly NumpyGenerator _generator = new(42);
    private readonly double[] _draws = new double[Inputs.Count];

    [Benchmark(Baseline = true, OperationsPerInvoke = Inputs.Count)]
    public void Naive()
    {
        for (var i = 0; i < _draws.Length; i++)
            _draws[i] = _generator.NextNormal();
    }

    [Benchmark(OperationsPerInvoke = Inputs.Count)]
    public void Ours() => _generator.NextNormals(_draws);
}

using BenchmarkDotNet.Attributes;
using Workers.Risk.Classical;

namespace Workers.Kernels;

/// <summary>
/// Classical loss curve of an asset: its exceedance matrix made anew, against one for all assets of a taxonomy.
/// </summary>
public class LossCurves
{
    private const double Years = 50;

    private readonly double[] _ratios = LossRatios.From(Inputs.Vulnerability, steps: 1);
    private readonly double[] _hazard = [.. Inputs.HazardLevels.Select(level => Math.Exp(-level * 3) * 0.6)];
    private readonly double[] _poes;
    private readonly LossExceedance _exceedance;

    public LossCurves()
    {
        _poes = new double[_ratios.Length];
        _exceedance = Exceedance();
    }

    [Benchmark(Baseline = true)]
    public void Naive() => Exceedance().Poes(_hazard, Years, Years, _poes, 0);

    [Benchmark]
    public void Ours() => _exceedance.Poes(_hazard, Years, Years, _poes, 0);

    private LossExceedance Exceedance() => new(Inputs.Vulnerability, _ratios, Inputs.HazardLevels);
}

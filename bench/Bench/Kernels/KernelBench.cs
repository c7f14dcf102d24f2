using Workers.Bench.Reporting;

namespace Workers.Bench.Kernels;

/// <summary>Kernels of src/Risk, single-threaded, CPU time, against numpy and scipy asset by asset.</summary>
internal static class KernelBench
{
    private const double Agreement = 1e-6;

    private sealed record Kernel(
        string Name,
        string What,
        string Baseline,
        double Goal,
        double PerRun,
        string Unit,
        Func<KernelInputs, double> Run);

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options)
    {
        var inputs = new KernelInputs(options.Quick ? 100 : 400, 10_000);
        double pairs = inputs.Assets * inputs.Events;
        Kernel[] kernels =
        [
            new(
                "mean_losses",
                "mean loss per asset and event, 10 assets a site",
                "numpy.interp",
                6,
                pairs / 1e9,
                "ns",
                OurKernels.MeanLosses),
            new(
                "lognormal_losses",
                "lognormal loss, same draws as numpy, 10 assets a site",
                "numpy Philox, exp",
                3,
                pairs / 1e9,
                "ns",
                OurKernels.LognormalLosses),
            new(
                "fragility",
                "lognormal fragility of 4 states, 10 assets a site",
                "scipy ndtr",
                10,
                pairs / 1e9,
                "ns",
                OurKernels.Fragility),
            new(
                "loss_curves",
                "classical loss curve per asset, 50 levels",
                "scipy lognorm.sf per asset",
                80,
                inputs.Assets / 2 / 1e6,
                "us",
                OurKernels.LossCurves),
        ];
        var (python, missing) = await PythonKernels.RunAsync(inputs, options.Repetitions);
        return python is null
            ? [.. kernels.Select(kernel => new Line(kernel.What, Skipped: missing))]
            : [.. kernels.Select(kernel => Measure(kernel, inputs, python[kernel.Name], options.Repetitions))];
    }

    private static Line Measure(Kernel kernel, KernelInputs inputs, PythonKernel python, int repetitions)
    {
        var (result, since) = (0.0, Environment.CpuUsage.TotalTime);
        // Compiled and recompiled by now.
        while (Environment.CpuUsage.TotalTime - since < TimeSpan.FromSeconds(1)) result = kernel.Run(inputs);
        if (!(Math.Abs(result - python.Sum) <= Agreement * Math.Abs(python.Sum)))
            throw new InvalidOperationException(
                $"{kernel.Name}: ours sums to {result:R}, {kernel.Baseline} to {python.Sum:R}");
        var ours = Enumerable.Range(0, repetitions).Select(_ => CpuSeconds(kernel, inputs) / kernel.PerRun).ToList();
        return Line.Against(
            kernel.What,
            kernel.Unit,
            ours,
            kernel.Baseline,
            [.. python.Seconds.Select(s => s / kernel.PerRun)],
            kernel.Goal);
    }

    /// <summary>
    /// The clock of processes ticks in steps that a short kernel could fall through: as often as makes a tenth of a
    /// second.
    /// </summary>
    private static double CpuSeconds(Kernel kernel, KernelInputs inputs)
    {
        var (times, since) = (0, Environment.CpuUsage.TotalTime);
        while (Environment.CpuUsage.TotalTime - since < TimeSpan.FromSeconds(0.1))
        {
            kernel.Run(inputs);
            times++;
        }
        return (Environment.CpuUsage.TotalTime - since).TotalSeconds / times;
    }
}

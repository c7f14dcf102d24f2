using Workers.Bench.Assets;
using Workers.Bench.Growth;
using Workers.Bench.Import;
using Workers.Bench.Installation;
using Workers.Bench.Kernels;
using Workers.Bench.Overhead;
using Workers.Bench.Reporting;
using Workers.Bench.Resume;
using Workers.Bench.Scaling;
using Workers.Bench.SmallJob;
using Workers.Bench.WholeJob;
using Workers.Kit.Benchmarks;

namespace Workers.Bench;

/// <summary>Runs a benchmark by its name.</summary>
internal static class Measurement
{
    public static async Task<Findings> RunAsync(string benchmark, Options options, SharedSystem system) =>
        benchmark switch
    {
        Benchmark.Import => new(await ImportBench.RunAsync(options)),
        Benchmark.Clip => new(await ClippedImportBench.RunAsync(options)),
        Benchmark.Resume => new(await ResumeBench.RunAsync(options, await system.GetAsync())),
        Benchmark.Kernels => new(await KernelBench.RunAsync(options)),
        Benchmark.Job => new(await JobBench.RunAsync(options, await system.GetAsync())),
        Benchmark.Overhead => new(await OverheadBench.RunAsync(options)),
        Benchmark.Whole => await WholeJobBench.RunAsync(options, await system.GetAsync()),
        Benchmark.Calculators => new(await CalculatorsBench.RunAsync(options, await system.GetAsync())),
        Benchmark.Fairness => new(await FairnessBench.RunAsync(options, await system.GetAsync())),
        Benchmark.Growth => await GrowthBench.RunAsync(options, await system.GetAsync()),
        Benchmark.Assets => await AssetsBench.RunAsync(options, await system.GetAsync()),
        _ => throw new ArgumentException($"there is no benchmark '{benchmark}'", nameof(benchmark)),
    };
}

using System.Diagnostics;
using Workers.Bench;
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

await using var system = new SharedSystem();
(string Name, Func<Options, Task<Findings>> Run)[] benchmarks =
[
    ("import", async o => new(await ImportBench.RunAsync(o))),
    ("clip", async o => new(await ClippedImportBench.RunAsync(o))),
    ("resume", async o => new(await ResumeBench.RunAsync(o, await system.GetAsync()))),
    ("kernels", async o => new(await KernelBench.RunAsync(o))),
    ("job", async o => new(await JobBench.RunAsync(o, await system.GetAsync()))),
    ("overhead", async o => new(await OverheadBench.RunAsync(o))),
    ("whole", async o => await WholeJobBench.RunAsync(o, await system.GetAsync())),
    ("calculators", async o => new(await CalculatorsBench.RunAsync(o, await system.GetAsync()))),
    ("fairness", async o => new(await FairnessBench.RunAsync(o, await system.GetAsync()))),
    ("growth", async o => await GrowthBench.RunAsync(o, await system.GetAsync())),
];

var options = Options.Read(args);
if (options.Report)
    return PerformancePage.Write([.. benchmarks.Select(b => Figures.Last(b.Name, options.Quick)).OfType<Figures>()], options.Quick);
var wanted = benchmarks.Where(b => options.Wants(b.Name)).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"There is no such benchmark; there are {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}
var (found, failed) = (new List<Figures>(), false);
foreach (var (name, run) in wanted)
{
    Console.Error.WriteLine($"measuring {name} ...");
    var since = Stopwatch.GetTimestamp();
    try
    {
        var figures = new Figures(name, Machine.Describe(), Machine.Load(), await run(options));
        figures.Keep(options.Quick);
        found.Add(figures);
        Console.Error.WriteLine($"  {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
    }
    catch (Exception e)
    {
        failed = true;
        Console.Error.WriteLine($"{name} failed: {e}");
        await system.DisposeAsync();        // the next one gets a new system
    }
}
Report.Print(found, options.Json);
return failed ? 1 : 0;

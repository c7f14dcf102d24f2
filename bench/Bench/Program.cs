using System.Diagnostics;
using Workers.Bench;
using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Kit.Benchmarks;

var options = Options.Read(args);
if (options.Report)
{
    var last = Benchmark.All.Select(name => Figures.Last(name, options.Quick)).OfType<Figures>();
    return PerformancePage.Write([.. last], options.Quick);
}
var wanted = Benchmark.All.Where(options.Wants).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"There is no such benchmark; there are {Benchmark.List}.");
    return 2;
}
await using var system = new SharedSystem();
var found = new List<Figures>();
var failed = false;
foreach (var name in wanted)
{
    Console.Error.WriteLine($"measuring {name} ...");
    var since = Stopwatch.GetTimestamp();
    try
    {
        var load = Machine.Load();
        var figures = new Figures(name, Machine.Describe(), load, await Measurement.RunAsync(name, options, system));
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

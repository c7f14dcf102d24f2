using Workers.Bench;
using Workers.Bench.Import;
using Workers.Bench.Kernels;
using Workers.Bench.Reporting;
using Workers.Bench.SmallJob;

var options = Options.Read(args);
(string Name, Func<Options, Task<IReadOnlyList<Line>>> Run)[] benchmarks =
[
    ("import", ImportBench.RunAsync),
    ("job", JobBench.RunAsync),
    ("kernels", KernelBench.RunAsync),
];
var lines = new List<Line>();
foreach (var (name, run) in benchmarks.Where(b => options.Wants(b.Name)))
{
    Console.Error.WriteLine($"measuring {name} ...");
    lines.AddRange(await run(options));
}
if (lines.Count == 0)
{
    Console.Error.WriteLine($"There is no such benchmark; there are {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}
Report.Print(lines, options.Json);
return 0;

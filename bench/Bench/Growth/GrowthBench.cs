using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Bench.Workload;

namespace Workers.Bench.Growth;

/// <summary>
/// How time and memory grow with values, assets and workers; every job on new processes (but in a quick run).
/// </summary>
internal static class GrowthBench
{
    private const string Mode = "event_based_risk";
    private const int Sites = 2_000;

    public static async Task<Findings> RunAsync(Options options, FiveProcesses system)
    {
        var (events, assets) = options.Quick ? (250, 10_000) : (2_500, 100_000);
        var smallest = new Size(Mode, Sites, events, assets);
        List<(Size Size, int Calculators)> runs =
        [
            (smallest, 2),
            (smallest with { Events = 3 * events }, 2),
            (smallest with { Events = 10 * events }, 2),
            (smallest with { Assets = assets / 10 }, 2),
            (smallest with { Assets = assets / 3 }, 2),
            (smallest with { Events = 3 * events }, 1),
        ];
        if (options.Full) runs.Add((smallest with { Events = 100 * events }, 2));

        var jobs = new List<JobFigures>();
        foreach (var (size, calculators) in runs)
        {
            Console.Error.WriteLine($"  {size}, {size.Values:N0} values, {calculators} calculators");
            jobs.Add(await MeasuredJob.AloneAsync(system, size, calculators, renew: !options.Quick));
        }
        var (small, large) = (jobs[0], jobs.MaxBy(j => j.Values)!);
        return new(
        [
            Line.Alone(
                $"peak memory of the largest process, {large.Values:N0} GMF values, {large.Assets:N0} assets",
                "MB",
                Spread.Of([large.PeakMegabytes]),
                atMost: 400),
            Line.Within(
                $"peak memory, {large.Values:N0} GMF values",
                "MB",
                [large.PeakMegabytes],
                $"{small.Values:N0} values",
                [small.PeakMegabytes]),
        ])
        { Jobs = jobs };
    }
}

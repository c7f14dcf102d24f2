using Workers.Bench.Installation;
using Workers.Bench.Reporting;

namespace Workers.Bench.WholeJob;

/// <summary>
/// Jobs of the sizes that the engine's times are known for, through the whole chain; hazard and model are in the icebox
/// already.
/// </summary>
internal static class WholeJobBench
{
    private const int Calculators = 2;

    public static async Task<Findings> RunAsync(Options options, FiveProcesses system)
    {
        var (lines, jobs) = (new List<Line>(), new List<JobFigures>());
        foreach (var engine in options.Quick ? EngineTimes.Small : EngineTimes.Large)
        {
            List<JobFigures> runs = [];
            while (runs.Count < options.LongRepetitions)
            {
                var renew = runs.Count == 0 && !options.Quick;
                runs.Add(await MeasuredJob.AloneAsync(system, engine.Size, Calculators, renew));
            }
            lines.Add(Line.Against(
                $"whole job: {engine.Size}",
                "s",
                [.. runs.Select(r => r.Seconds)],
                engine.Source,
                [.. runs.Select(_ => engine.Seconds)],
                atLeast: 10));
            jobs.Add(runs.OrderBy(r => r.Seconds).ElementAt(runs.Count / 2));
        }
        lines.Add(Line.Alone(
            "whole jobs: peak memory of the largest process",
            "MB",
            Spread.Of(jobs.Select(j => j.PeakMegabytes)).Most(),
            atMost: 400));
        return new(lines) { Jobs = jobs };
    }
}

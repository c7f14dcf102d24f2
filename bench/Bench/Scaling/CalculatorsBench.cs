using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Contracts;

namespace Workers.Bench.Scaling;

/// <summary>
/// The same job with one Calculator and with two, in turns. It says something on two idle processors only.
/// </summary>
internal static class CalculatorsBench
{
    public static async Task<IReadOnlyList<Line>> RunAsync(Options options, FiveProcesses system)
    {
        var size = BigJob.Of(options);
        await using var platform = await Platform.ConnectAsync(new Uri(system.Connections.Broker));
        var request = await system.ArchiveAsync(size);
        List<JobFigures> one = [], two = [];
        for (var round = 0; round < options.LongRepetitions; round++)
        {
            await RunAsync(2);      // the second one is new each time, and must warm up
            two.Add(await RunAsync(2));
            one.Add(await RunAsync(1));
        }
        return
        [
            Line.Against(
                $"two Calculators, calculation alone: {size}",
                "s",
                Calculating(two),
                "one Calculator",
                Calculating(one),
                atLeast: 1.8),
            Line.Against(
                "two Calculators, from published to archived, hazard there already",
                "s",
                [.. two.Select(j => j.Seconds)],
                "one Calculator",
                [.. one.Select(j => j.Seconds)]),
        ];

        async Task<JobFigures> RunAsync(int calculators)
        {
            await system.WithCalculatorsAsync(calculators);
            return await MeasuredJob.RunAsync(system, platform, size, request, calculators);
        }

        static double[] Calculating(List<JobFigures> jobs) => [.. jobs.Select(j => j.Steps[JobState.Calculating])];
    }
}

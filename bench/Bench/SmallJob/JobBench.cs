using System.Diagnostics;
using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Contracts;

namespace Workers.Bench.SmallJob;

/// <summary>A small case through broker, five processes and three databases.</summary>
internal static class JobBench
{
    private const string Case = "scenario_risk_imts_tags";
    private const int WarmUp = 20, AtOnce = 100;

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options, FiveProcesses system)
    {
        var request = await system.ArchiveAsync(Case);
        await using var platform = await Platform.ConnectAsync(new Uri(system.Connections.Broker));
        var count = options.Quick ? 20 : 100;
        for (var i = 0; i < WarmUp; i++) await platform.RunAsync(i % 2 == 0 ? Again() : Anew());

        var lines = new List<Line>();
        lines.AddRange(await OneByOneAsync("small job, hazard imported for it", Anew));
        lines.AddRange(await OneByOneAsync("small job, hazard there already", Again));
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => platform.RunAsync(Again())));
        var rate = AtOnce / Stopwatch.GetElapsedTime(since).TotalSeconds;
        lines.Add(Line.Alone($"jobs per second, {AtOnce} at once", "1/s", Spread.Of([rate])));
        return lines;

        ImportHazardRequested Again() => request with { JobId = Guid.NewGuid() };

        ImportHazardRequested Anew() => Again() with { Area = Areas.Fresh() };

        async Task<IEnumerable<Line>> OneByOneAsync(string what, Func<ImportHazardRequested> next)
        {
            var (seconds, ids) = (new List<double>(), new List<Guid>());
            for (var i = 0; i < count; i++)
            {
                var job = next();
                ids.Add(job.JobId);
                seconds.Add(await platform.RunAsync(job));
            }
            var sorted = seconds.Order().ToList();
            return
            [
                Line.Alone($"{what}: published to archived, p50 of {count}", "s", Spread.Of(seconds), atMost: 0.5),
                Line.Alone(
                    $"{what}: published to archived, p95",
                    "s",
                    new Spread(Spread.Quantile(sorted, 0.95), sorted[0], sorted[^1])),
                .. (await Timeline.ReadAsync(system.Connections.Jobs, [.. ids])).Select(x => Line.Alone(
                    $"  of it in {x.State}",
                    "ms",
                    x.Seconds.Times(1000))),
            ];
        }
    }
}

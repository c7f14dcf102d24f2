using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Contracts;

namespace Workers.Bench.Scaling;

/// <summary>How long a small job takes while a big one runs, against the same on an idle system, in turns.</summary>
internal static class FairnessBench
{
    private const string SmallCase = "scenario_risk_imts_tags";
    private const int Rounds = 2, WarmUp = 10, MaxBigJobs = 20;

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options, FiveProcesses system)
    {
        var size = BigJob.Of(options);
        var count = options.Quick ? 8 : 40;
        await using var platform = await Platform.ConnectAsync(new Uri(system.Connections.Broker));
        var (small, big) = (await system.ArchiveAsync(SmallCase), await system.ArchiveAsync(size));
        List<double> idle = [], busy = [];
        for (var i = 0; i < WarmUp; i++) await SmallAsync();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < count; i++) idle.Add(await SmallAsync());
            await BesideBigJobsAsync(count);
        }
        return
        [
            Compare("p50", 0.5),
            Compare("p95", 0.95),
        ];

        Task<double> SmallAsync() => platform.RunAsync(small with { JobId = Guid.NewGuid(), Area = Areas.Fresh() });

        // Small jobs count while a big one is calculated; the next big one starts when it is done.
        async Task BesideBigJobsAsync(int wanted)
        {
            for (var (done, started) = (0, 0); done < wanted; started++)
            {
                if (started == MaxBigJobs)
                    throw new InvalidOperationException("the big job is over before small ones are: it is too small");
                var job = big with { JobId = Guid.NewGuid() };
                var running = platform.RunAsync(job, TimeSpan.FromMinutes(30));
                await platform.HearsAsync(job.JobId, JobState.Calculating);
                while (true)
                {
                    var seconds = await SmallAsync();
                    if (running.IsCompleted) break;
                    busy.Add(seconds);
                    if (++done == wanted) break;
                }
                await running;
            }
        }

        Line Compare(string name, double quantile) => Line.Within(
            $"small job while a big one runs ({size}), {name} of {busy.Count}",
            "s",
            [Spread.Quantile([.. busy.Order()], quantile)],
            "no other job",
            [Spread.Quantile([.. idle.Order()], quantile)]);
    }
}

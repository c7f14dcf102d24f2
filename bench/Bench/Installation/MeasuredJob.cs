using Workers.Bench.Reporting;
using Workers.Bench.Workload;
using Workers.Contracts;

namespace Workers.Bench.Installation;

/// <summary>Sends large jobs through the system, and notes what they took.</summary>
internal static class MeasuredJob
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>
    /// A job whose hazard is imported for it, on processes that have seen but tiny ones of its kind, so that their peak
    /// memory is its own.
    /// </summary>
    /// <param name="renew">Start the processes anew for it; if not, only their peaks are forgotten, which is much
    /// faster.</param>
    public static async Task<JobFigures> AloneAsync(FiveProcesses system, Size size, int calculators, bool renew)
    {
        var request = await system.ArchiveAsync(size);
        if (renew) await system.RestartAsync(calculators);
        else await system.WithCalculatorsAsync(calculators);
        await using var platform = await Platform.ConnectAsync(new Uri(system.Connections.Broker));
        var tiny = new Size(size.Mode, Math.Min(20, size.Sites), Math.Min(20, size.Events), 40);
        var warmUp = await system.ArchiveAsync(tiny);
        for (var i = 0; i < calculators; i++) await RunAsync(system, platform, tiny, warmUp, calculators);
        system.ForgetPeaks();
        return await RunAsync(system, platform, size, request with { Area = Areas.Fresh() }, calculators);
    }

    /// <summary>A job as requested, but with an id of its own unless one is given.</summary>
    public static async Task<JobFigures> RunAsync(
        FiveProcesses system,
        Platform platform,
        Size size,
        ImportHazardRequested request,
        int calculators,
        Guid? id = null)
    {
        var job = request with { JobId = id ?? Guid.NewGuid() };
        var seconds = await platform.RunAsync(job, Patience);
        var steps = await Timeline.ReadAsync(system.Connections.Jobs, job.JobId);
        return new(size.Mode, size.Sites, size.Events, size.Assets, size.Values, calculators, seconds,
            steps.ToDictionary(s => s.State, s => s.Seconds.Median), system.PeakMegabytes());
    }
}

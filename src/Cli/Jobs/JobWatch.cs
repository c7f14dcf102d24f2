using Spectre.Console;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

/// <summary>Follows jobs on standard error until all rest: a live table on a terminal, a line for each transition elsewhere.</summary>
public static class JobWatch
{
    public static async Task<JobView> FollowAsync(JobDesk jobs, Guid id, CancellationToken cancel) => (await FollowAsync(jobs, [id], cancel))[0];

    public static Task<JobView[]> FollowAsync(JobDesk jobs, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Console.IsErrorRedirected ? ByLinesAsync(jobs, ids, cancel) : LiveAsync(jobs, ids, cancel);

    private static Task<JobView[]> LiveAsync(JobDesk jobs, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var seen = new JobView?[ids.Count];
        return Output.News.Live(new Text("waiting to be admitted")).AutoClear(true).StartAsync(live =>
            Task.WhenAll(ids.Select((id, i) => jobs.FollowAsync(id, job => Show(live, i, job), cancel))));

        void Show(LiveDisplayContext live, int i, JobView job)
        {
            lock (seen)
            {
                seen[i] = job;
                live.UpdateTarget(JobPrinter.Table(seen.OfType<JobView>()));
            }
        }
    }

    private static Task<JobView[]> ByLinesAsync(JobDesk jobs, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Task.WhenAll(ids.Select(id =>
        {
            var told = 0;
            return jobs.FollowAsync(id, job =>
            {
                foreach (var step in (job.Timeline ?? []).Skip(told))
                    Console.Error.WriteLine($"{step.At:HH:mm:ss.fff} {id} {step.To}");
                told = job.Timeline?.Count ?? 0;
            }, cancel);
        }));
}

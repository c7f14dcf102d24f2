using Spectre.Console;
using Workers.Operations.Jobs;

namespace Workers.Cli.Printing;

/// <summary>
/// Follows jobs on standard error until all rest: a live table on a terminal, a line for each transition elsewhere.
/// </summary>
public static class JobWatch
{
    public static async Task<JobView> FollowAsync(JobOperations jobs, Guid id, CancellationToken cancel) =>
        (await FollowAsync(jobs, [id], cancel))[0];

    public static Task<JobView[]> FollowAsync(JobOperations jobs, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        // A log keeps lines; a table that draws itself anew would fill it.
        Console.IsErrorRedirected ? ByLinesAsync(jobs, ids, cancel) : LiveAsync(jobs, ids, cancel);

    private static Task<JobView[]> LiveAsync(JobOperations jobs, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var seen = new JobView?[ids.Count];
        var display = Output.News.Live(new Text("waiting to be admitted")).AutoClear(true);
        return display.StartAsync(live =>
            Task.WhenAll(ids.Select((id, i) => jobs.FollowAsync(id, job => Show(live, i, job), cancel))));

        void Show(LiveDisplayContext live, int i, JobView job)
        {
            // Jobs are followed side by side, the table is one.
            lock (seen)
            {
                seen[i] = job;
                live.UpdateTarget(JobPrinter.Table([.. seen.OfType<JobView>()], Output.News.Profile.Width));
            }
        }
    }

    private static Task<JobView[]> ByLinesAsync(
        JobOperations jobs,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel) =>
        Task.WhenAll(ids.Select(id => ByLinesAsync(jobs, id, cancel)));

    private static Task<JobView> ByLinesAsync(JobOperations jobs, Guid id, CancellationToken cancel)
    {
        var told = 0;
        return jobs.FollowAsync(id, Tell, cancel);

        void Tell(JobView job)
        {
            var timeline = job.Timeline ?? [];
            foreach (var step in timeline.Skip(told))
                Console.Error.WriteLine(Printable.Line($"{step.At:HH:mm:ss.fff} {id} {step.To}"));
            told = timeline.Count;
        }
    }
}

using Spectre.Console;
using Workers.Operations.Jobs;

namespace Workers.Cli.Printing;

/// <summary>
/// Follows jobs on standard error until all rest: a live table with bars on a terminal, a line for each transition
/// elsewhere.
/// </summary>
public static class JobWatch
{
    /// <param name="timeout">How long at most; null: for as long as something is heard of it.</param>
    public static async Task<JobView> FollowAsync(
        JobOperations jobs,
        Guid id,
        TimeSpan? timeout,
        CancellationToken cancel) =>
        (await FollowAsync(jobs, [id], timeout, cancel))[0];

    /// <param name="timeout">How long at most; null: for as long as something is heard of them.</param>
    public static Task<JobView[]> FollowAsync(
        JobOperations jobs,
        IReadOnlyList<Guid> ids,
        TimeSpan? timeout,
        CancellationToken cancel)
    {
        // A log keeps lines; a table that draws itself anew would fill it.
        return Console.IsErrorRedirected ? Task.WhenAll(ids.Select(ByLinesAsync)) : LiveAsync();

        Task<JobView> ByLinesAsync(Guid id)
        {
            var lines = new TransitionLines(id);
            return jobs.FollowAsync(id, lines.Tell, cancel, timeout);
        }

        Task<JobView[]> LiveAsync() => Output.News.Live(new Text("waiting to be admitted"))
            .AutoClear(true)
            .StartAsync(live =>
            {
                var table = new LiveJobs(live, ids.Count);
                return Task.WhenAll(
                    ids.Select((id, i) => jobs.FollowAsync(id, job => table.Show(i, job), cancel, timeout)));
            });
    }

    /// <summary>A table that is drawn anew where something has changed.</summary>
    private sealed class LiveJobs(LiveDisplayContext live, int count)
    {
        private readonly Lock _lock = new();
        private readonly JobView?[] _seen = new JobView?[count];

        public void Show(int i, JobView job)
        {
            // Jobs are followed side by side, the table is one.
            lock (_lock)
            {
                var before = _seen[i];
                _seen[i] = job;
                if (before is not null && SignOf(before) == SignOf(job)) return;
                live.UpdateTarget(JobPrinter.LiveTable([.. _seen.OfType<JobView>()], Output.News.Profile.Width));
            }
        }

        private static (string, int, ProgressView?) SignOf(JobView job) => (job.State, job.Attempt, job.Progress);
    }

    private sealed class TransitionLines(Guid id)
    {
        private int _told;

        public void Tell(JobView job)
        {
            var timeline = job.Timeline ?? [];
            foreach (var step in timeline.Skip(_told))
                Console.Error.WriteLine(Printable.Line($"{step.At:HH:mm:ss.fff} {id} {step.To}"));
            _told = timeline.Count;
        }
    }
}

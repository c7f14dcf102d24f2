using Spectre.Console;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Jobs;

/// <summary>Follows a job on standard error: a live table on a terminal, a line for each change elsewhere.</summary>
public static class JobWatch
{
    public static async Task<JobView> FollowAsync(JobDesk jobs, Guid id, CancellationToken cancel)
    {
        if (!Console.IsErrorRedirected)
            return await Output.News.Live(new Text("waiting for the job to be admitted")).AutoClear(true).StartAsync(live =>
                jobs.FollowAsync(id, job => live.UpdateTarget(JobPrinter.Table([job])), cancel));
        var told = "";
        return await jobs.FollowAsync(id, Tell, cancel);

        void Tell(JobView job)
        {
            foreach (var step in job.Timeline ?? [])
            {
                var line = $"{step.At:HH:mm:ss.fff} {step.To}";
                if (string.CompareOrdinal(line, told) <= 0) continue;
                told = line;
                Console.Error.WriteLine(line);
            }
        }
    }
}

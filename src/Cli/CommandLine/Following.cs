using Workers.Cli.Printing;
using Workers.Operations;
using Workers.Operations.Failures;
using Workers.Operations.Jobs;

namespace Workers.Cli.CommandLine;

/// <summary>Watching a job, from which the user may walk away.</summary>
public static class Following
{
    /// <summary>Watches a job until it rests.</summary>
    /// <param name="systemEnds">The system was started for the command and stops with it.</param>
    /// <param name="timeout">How long at most; null: for as long as something is heard of it.</param>
    /// <exception cref="UnavailableException">It takes longer.</exception>
    /// <exception cref="JobGoesOnException">Ctrl-C.</exception>
    public static async Task<JobView> FollowAsync(
        this SystemClient system,
        Guid job,
        bool systemEnds,
        TimeSpan? timeout,
        CancellationToken cancel)
    {
        try
        {
            return await JobWatch.FollowAsync(system.Jobs, job, timeout, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The watching was interrupted, not the job: whoever sees this must not take it for cancelled.
            throw new JobGoesOnException(job, systemEnds);
        }
    }
}

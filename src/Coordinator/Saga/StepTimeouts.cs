using Workers.Hosting.Settings;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Saga;

/// <summary>How long a job goes without evidence that somebody works on it before it needs attention.</summary>
/// <param name="HeartbeatTimeout">After a sign of life: <c>WORKERS_SILENCE_SECONDS</c>.</param>
/// <param name="QueueTimeout">
/// While it waits for a worker: before the first one, and between blocks, which take turns with those of other jobs:
/// <c>WORKERS_QUEUE_SECONDS</c>.
/// </param>
public sealed record StepTimeouts(TimeSpan HeartbeatTimeout, TimeSpan QueueTimeout)
{
    public static StepTimeouts From(WorkersOptions options) => new(options.HeartbeatTimeout, options.QueueTimeout);

    public bool IsSilent(RiskJobState job, DateTimeOffset now) => SilentFrom(job) <= now;

    /// <summary>Nobody seems to have it: then its command may be gone.</summary>
    public bool IsQuiet(RiskJobState job, DateTimeOffset now) =>
        (job.LastSignOfLife ?? job.StateSince) + HeartbeatTimeout <= now;

    /// <summary>
    /// How long until the evidence is looked at again: when it would run out, but early enough to see a first sign of
    /// life go stale.
    /// </summary>
    public TimeSpan UntilNextLook(RiskJobState job, DateTimeOffset now)
    {
        var left = SilentFrom(job) - now;
        if (left < TimeSpan.Zero)
            return TimeSpan.Zero;
        return left < HeartbeatTimeout ? left : HeartbeatTimeout;
    }

    /// <summary>When the job will have been silent for too long, as things stand.</summary>
    private DateTimeOffset SilentFrom(RiskJobState job)
    {
        if (job.LastSignOfLife is not { } sign)
            return job.StateSince + QueueTimeout;
        // Blocks wait for their turn among those of other jobs: silence between them is no sign of death.
        return sign + (job.ProgressStep == Queues.CalculateBlock ? QueueTimeout : HeartbeatTimeout);
    }
}

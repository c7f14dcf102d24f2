using Workers.Hosting.Settings;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Saga;

/// <summary>How long a job goes without evidence that somebody works on it before people are asked to look.</summary>
/// <param name="Silence">After a sign of life: <c>WORKERS_SILENCE_SECONDS</c>.</param>
/// <param name="Queue">While it waits for a worker: before the first one, and between blocks, which take turns with those of other jobs:
/// <c>WORKERS_QUEUE_SECONDS</c>.</param>
public sealed record Patience(TimeSpan Silence, TimeSpan Queue)
{
    public static Patience From(WorkersOptions options) => new(options.HeartbeatTimeout, options.QueueTimeout);

    /// <summary>When the job will have been silent for too long, as things stand.</summary>
    public DateTimeOffset RunsOut(RiskJobState job) =>
        job.LastSignOfLife is { } sign ? sign + (job.ProgressStep == Queues.CalculateBlock ? Queue : Silence) : job.StateSince + Queue;
}

/// <summary>The deadline of a state has come: look whether there was evidence meanwhile. One that was taken back too late is recognized by its token.</summary>
public sealed record DeadlinePassed
{
    public Guid JobId { get; init; }
}

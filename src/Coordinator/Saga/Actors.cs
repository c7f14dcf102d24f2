using MassTransit;
using Workers.Messaging.Outbox;

namespace Workers.Coordinator.Saga;

/// <summary>Who may act on a job.</summary>
internal static class Actors
{
    /// <summary>
    /// Our own people may, on any job. Who comes by a door says for whom he acts: that must be the job's owner.
    /// </summary>
    public static bool MayAct(ConsumeContext context, RiskJobState job, string? by)
    {
        if (CommandOrigin.Of(context) is null)
            return true;
        return job.Owner is null || job.Owner == by;
    }
}

using MassTransit;
using Workers.Contracts;

namespace Workers.Coordinator.Tests.Stages;

/// <summary>Workers that do their work at once.</summary>
internal static class Answers
{
    /// <summary>The event that ends the step of a command.</summary>
    public static Task EndStepAsync(ConsumeContext context, object message) => message switch
    {
        ImportHazardRequested x => context.Publish(new HazardImported
        {
            JobId = x.JobId,
            Attempt = x.Attempt,
            ImportId = x.JobId,
        }),
        RunRiskCalc x => context.Publish(new RiskCalcCompleted { JobId = x.JobId, Attempt = x.Attempt }),
        ExportResults x => context.Publish(new ResultsExported { JobId = x.JobId, Attempt = x.Attempt }),
        _ => Task.CompletedTask,
    };
}

using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Errors;
using Workers.Messaging.Steps;

namespace Workers.Coordinator.Saga;

/// <summary>Requests and actions that are not possible.</summary>
internal sealed class JobRefusals(TimeProvider time, ILogger log)
{
    public RiskJobRefused Refused(ConsumeContext context, Guid job, InputError error) => new()
    {
        JobId = job,
        At = time.GetUtcNow(),
        Error = error.ToContract(),
        MessageId = context.MessageId?.ToString(),
    };

    public RiskJobRefused UnknownJob(ConsumeContext context, Guid job) =>
        Refused(context, job, RequestErrors.UnknownJob(job, "jobId").Error);

    /// <summary>Asks whether the owner may have one more job under way; if not, the saga has the refusal.</summary>
    public async Task AskForAdmissionAsync(BehaviorContext<RiskJobState, ImportHazardRequested> x)
    {
        var jobs = x.GetPayload<IServiceProvider>().GetRequiredService<IRunningJobs>();
        x.Saga.Refusal = await jobs.WhyNotOneMoreAsync(x.Message, x.MessageId!.Value, x.CancellationToken);
        if (x.Saga.Refusal is { } refusal)
            log.LogInformation("{JobId} refused: {Error}", x.Message.JobId, refusal);
    }
}

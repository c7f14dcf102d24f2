using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

/// <summary>Transitions of jobs: written into the timeline and published, in the transaction of the message.</summary>
internal sealed class JobTimeline(TimeProvider time, ILogger log)
{
    private const string Initial = nameof(MassTransitStateMachine<RiskJobState>.Initial);

    /// <summary>Notes that the job goes into another state; the caller then moves it there.</summary>
    public async Task RecordAsync<T>(BehaviorContext<RiskJobState, T> x, string to) where T : class
    {
        var job = x.Saga;
        var now = time.GetUtcNow();
        var from = job.CurrentState is { Length: > 0 } state ? state : Initial;
        var cause = TransitionCause.Of(x.Message);
        // An error belongs to the state that it led to.
        if (to is not (JobState.Failed or JobState.NeedsAttention))
            job.Error = null;

        job.Timeline.Add(new JobTransitionRow
        {
            JobId = job.CorrelationId,
            Attempt = job.Attempt,
            From = from,
            To = to,
            At = now,
            Cause = cause,
            Seconds = (now - job.StateSince).TotalSeconds,
            Error = job.Error,
        });
        SetTimes(job, to, now);
        log.LogInformation("{JobId} attempt {Attempt}: {From} -> {To} by {Cause} {Error}",
            job.CorrelationId, job.Attempt, from, to, cause, job.Error);
        if (from != Initial && to != JobState.NeedsAttention)
            await CloseLettersAsync(x, to);
        await PublishAsync(x, from, to);
    }

    /// <summary>Tells the state again, to who asked twice.</summary>
    public Task RepeatAsync<T>(BehaviorContext<RiskJobState, T> x) where T : class =>
        PublishAsync(x, x.Saga.CurrentState, x.Saga.CurrentState);

    /// <summary>What held the job holds it no more; not asked for a job that has only begun.</summary>
    private static Task CloseLettersAsync<T>(BehaviorContext<RiskJobState, T> x, string to) where T : class
    {
        var letters = x.GetPayload<IServiceProvider>().GetRequiredService<IJobLetters>();
        return letters.CloseAsync(x.Saga.CorrelationId, to, x.CancellationToken);
    }

    private static void SetTimes(RiskJobState job, string to, DateTimeOffset now)
    {
        var rests = JobState.Resting.Contains(to);
        job.StateSince = now;
        job.UpdatedAt = now;
        job.FinishedAt = rests && to != JobState.NeedsAttention ? now : null;
        if (!rests)
            job.ForgetProgress();
    }

    private Task PublishAsync<T>(BehaviorContext<RiskJobState, T> x, string from, string to) where T : class =>
        x.Publish(new RiskJobStateChanged
        {
            JobId = x.Saga.CorrelationId,
            Attempt = x.Saga.Attempt,
            From = from,
            To = to,
            At = time.GetUtcNow(),
            Cause = TransitionCause.Of(x.Message),
            Error = x.Saga.JobError,
        });
}

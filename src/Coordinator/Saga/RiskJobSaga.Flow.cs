using MassTransit;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Saga;

// How states are entered and left.
public sealed partial class RiskJobSaga
{
    private readonly TimeProvider _time;
    private readonly Patience _patience;
    private readonly ILogger<RiskJobSaga> _log;

    private void CorrelateEvents()
    {
        Event(() => Requested, x => x.CorrelateById(m => m.Message.JobId));
        Event(() => Imported, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Calculated, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Exported, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Rejected, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Progressed, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => ImportFaulted, x => x.CorrelateById(m => m.Message.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => CalculationFaulted, x => x.CorrelateById(m => m.Message.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => BlockFaulted, x => x.CorrelateById(m => m.Message.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => MergeFaulted, x => x.CorrelateById(m => m.Message.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => ExportFaulted, x => x.CorrelateById(m => m.Message.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Cancel, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(Unknown(c.Message.JobId)))));
        Event(() => Retry, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(Unknown(c.Message.JobId)))));
        Schedule(() => Deadline, x => x.DeadlineToken, x =>
        {
            x.Delay = _patience.Silence;
            x.Received = e => e.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard());
        });
    }

    /// <summary>Starts the step that the job was at; or fails, if the request itself is wrong.</summary>
    private EventActivityBinder<RiskJobState, T> StartAgain<T>(EventActivityBinder<RiskJobState, T> binder) where T : class => binder
        .If(x => x.Saga.Error is not null, wrong => Rest(wrong, Failed))
        .If(x => x.Saga.Error is null && StartsAt(x.Saga, ImportingHazard), x => Start(x, ImportingHazard))
        .If(x => x.Saga.Error is null && StartsAt(x.Saga, Calculating), x => Start(x, Calculating))
        .If(x => x.Saga.Error is null && StartsAt(x.Saga, ExportingResults), x => Start(x, ExportingResults));

    /// <summary>Enters a step: commands its worker, and looks for signs of life from then on.</summary>
    private EventActivityBinder<RiskJobState, T> Start<T>(EventActivityBinder<RiskJobState, T> binder, State step) where T : class => binder
        .ThenAsync(x => RecordAsync(x, step))
        .Then(x => x.Saga.FailedStep = null)
        .TransitionTo(step)
        .ThenAsync(x => CommandAsync(x, step))
        .Schedule(Deadline, DeadlineOf, NextLook);

    /// <summary>Enters a state in which nothing happens until somebody acts.</summary>
    private EventActivityBinder<RiskJobState, T> Rest<T>(EventActivityBinder<RiskJobState, T> binder, State state) where T : class => binder
        .ThenAsync(x => RecordAsync(x, state))
        .TransitionTo(state)
        .Unschedule(Deadline);

    private void Stuck<T>(State step, Event<Fault<T>> faulted, Func<BehaviorContext<RiskJobState, Fault<T>>, int> attempt) where T : class =>
        During(step, Rest(When(faulted, x => attempt(x) == x.Saga.Attempt).Then(x => Blame(x.Saga, FaultOf(x.Message, step))), NeedsAttention));

    private static Task CommandAsync<T>(BehaviorContext<RiskJobState, T> x, State step) where T : class
    {
        var job = x.Saga;
        return step.Name switch
        {
            JobState.ImportingHazard => SendAsync(x, Queues.ImportHazard, job.AsRequested()),
            JobState.Calculating => SendAsync(x, Queues.RunRiskCalc, new RunRiskCalc { JobId = job.CorrelationId, Attempt = job.Attempt, ImportId = job.ImportId!.Value }),
            JobState.ExportingResults => SendAsync(x, Queues.ExportResults, new ExportResults { JobId = job.CorrelationId, Attempt = job.Attempt, ImportId = job.ImportId!.Value }),
            _ => throw new InvalidOperationException($"{step.Name} is no step"),
        };
    }

    private static async Task SendAsync<T>(ConsumeContext context, string queue, T command) where T : class
    {
        var endpoint = await context.GetSendEndpoint(To(queue));
        await endpoint.Send(command, context.CancellationToken);
    }

    private static Uri To(string queue) => new("exchange:" + queue);
}

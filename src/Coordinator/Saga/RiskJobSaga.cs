using MassTransit;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Saga;

/// <summary>
/// The life of a risk job: admitted, then three steps, each a command to a worker and an event back. An event counts only if it is of the
/// current attempt and of the step that the job is in, or stuck in.
/// </summary>
public sealed partial class RiskJobSaga : MassTransitStateMachine<RiskJobState>
{
    public State ImportingHazard { get; private set; } = null!;
    public State Calculating { get; private set; } = null!;
    public State ExportingResults { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State Failed { get; private set; } = null!;
    public State NeedsAttention { get; private set; } = null!;
    public State Cancelled { get; private set; } = null!;

    public Event<ImportHazardRequested> Requested { get; private set; } = null!;
    public Event<HazardImported> Imported { get; private set; } = null!;
    public Event<RiskCalcCompleted> Calculated { get; private set; } = null!;
    public Event<ResultsExported> Exported { get; private set; } = null!;
    public Event<StepRejected> Rejected { get; private set; } = null!;
    public Event<StepProgressed> Progressed { get; private set; } = null!;
    public Event<CancelRiskJob> Cancel { get; private set; } = null!;
    public Event<RetryRiskJob> Retry { get; private set; } = null!;
    public Event<Fault<ImportHazardRequested>> ImportFaulted { get; private set; } = null!;
    public Event<Fault<RunRiskCalc>> CalculationFaulted { get; private set; } = null!;
    public Event<Fault<CalculateBlock>> BlockFaulted { get; private set; } = null!;
    public Event<Fault<MergeBlocks>> MergeFaulted { get; private set; } = null!;
    public Event<Fault<ExportResults>> ExportFaulted { get; private set; } = null!;
    public Schedule<RiskJobState, DeadlinePassed> Deadline { get; private set; } = null!;

    public RiskJobSaga(TimeProvider time, Patience patience, ILogger<RiskJobSaga> log)
    {
        (_time, _patience, _log) = (time, patience, log);
        InstanceState(x => x.CurrentState);
        CorrelateEvents();

        Initially(
            When(Requested, x => Admission.RequestCheck.WhyNoJob(x.Message) is not null).ThenAsync(RefuseAsync).Finalize(),
            When(Requested, x => Admission.RequestCheck.WhyNoJob(x.Message) is null).Then(Admit).IfElse(x => x.Saga.Error is null,
                right => right.IfElseAsync(MayRunAsync, admitted => Start(admitted, ImportingHazard), refused => refused.Finalize()),
                wrong => Rest(wrong, Failed)));
        SetCompletedWhenFinalized();

        During(ImportingHazard, NeedsAttention, Start(When(Imported, x => Counts(x, x.Message.Attempt, ImportingHazard)).Then(Keep), Calculating));
        During(Calculating, NeedsAttention, Start(When(Calculated, x => Counts(x, x.Message.Attempt, Calculating)).Then(Keep), ExportingResults));
        During(ExportingResults, NeedsAttention, Rest(When(Exported, x => Counts(x, x.Message.Attempt, ExportingResults)).Then(Keep), Completed));

        Stuck(ImportingHazard, ImportFaulted, x => x.Message.Message.Attempt);
        Stuck(Calculating, CalculationFaulted, x => x.Message.Message.Attempt);
        Stuck(Calculating, BlockFaulted, x => x.Message.Message.Attempt);
        Stuck(Calculating, MergeFaulted, x => x.Message.Message.Attempt);
        Stuck(ExportingResults, ExportFaulted, x => x.Message.Message.Attempt);

        During(ImportingHazard, Calculating, ExportingResults,
            When(Progressed, x => x.Message.Attempt == x.Saga.Attempt).Then(Keep),
            When(Deadline.Received).IfElse(IsSilent,
                silent => Rest(silent.Then(x => Blame(x.Saga, Silence(x.Saga))), NeedsAttention),
                alive => alive.Schedule(Deadline, DeadlineOf, NextLook)));

        During(ImportingHazard, Calculating, ExportingResults, NeedsAttention,
            Rest(When(Rejected, x => x.Message.Attempt == x.Saga.Attempt).Then(x => Blame(x.Saga, x.Message.Error)), Failed)
                .If(x => x.Message.Step == Queues.CalculateBlock, others => others.Send(To(Queues.DiscardWork), StopOthers)),
            Rest(When(Cancel), Cancelled).Send(To(Queues.DiscardWork), Discard).Send(To(Queues.DiscardResults), Discard));

        During(Failed, NeedsAttention, StartAgain(When(Retry).Then(NextAttempt)));

        During(Cancelled, When(Cancel).ThenAsync(AnswerAsync));
        During(Completed, Failed, When(Cancel).ThenAsync(x => RefuseAsync(x, "cancelled", "a job that is under way or needs attention")));
        During(ImportingHazard, Calculating, ExportingResults, When(Retry).ThenAsync(x => RefuseAsync(x, "tried again", "a job that failed or needs attention")));
        During(Completed, Cancelled, When(Retry).ThenAsync(x => RefuseAsync(x, "tried again", "a job that failed or needs attention")));

        DuringAny(When(Requested).IfElse(IsSameRequest,
            same => same.ThenAsync(AnswerAsync),
            other => other.ThenAsync(x => RefuseAsync(x, new InputError(ErrorCode.JobIdReused,
                $"job {x.Saga.CorrelationId} was asked for with another body", "jobId", "a new id for a new request")))));

        OnUnhandledEvent(x =>
        {
            _log.LogInformation("{Event} ignored in {State}: it is late, or of an older attempt", x.Event.Name, x.Saga.CurrentState);
            return Task.CompletedTask;
        });
    }
}

using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Errors;
using Workers.Messaging.Topology;
using Workers.Storage.Fencing;

namespace Workers.Coordinator.Saga;

/// <summary>
/// The life of a risk job: admitted, then the steps of <see cref="JobSteps"/>, each a command to a worker and an event
/// back. An event counts only if it is of the current attempt and of the step that the job is in, or stuck in.
/// </summary>
public sealed class RiskJobSaga : MassTransitStateMachine<RiskJobState>
{
    private readonly TimeProvider _time;
    private readonly StepTimeouts _timeouts;
    private readonly ILogger<RiskJobSaga> _log;

    public State Completed => GetState(JobState.Completed);
    public State Failed => GetState(JobState.Failed);
    public State NeedsAttention => GetState(JobState.NeedsAttention);
    public State Cancelled => GetState(JobState.Cancelled);

    public Event<ImportHazardRequested> Requested { get; private set; } = null!;
    public Event<StepRejected> Rejected { get; private set; } = null!;
    public Event<StepProgressed> Progressed { get; private set; } = null!;
    public Event<CancelRiskJob> Cancel { get; private set; } = null!;
    public Event<RetryRiskJob> Retry { get; private set; } = null!;
    public Event<LetterTaken> Died { get; private set; } = null!;
    public Schedule<RiskJobState, DeadlinePassed> Deadline { get; private set; } = null!;

    public RiskJobSaga(TimeProvider time, StepTimeouts timeouts, ILogger<RiskJobSaga> log)
    {
        _time = time;
        _timeouts = timeouts;
        _log = log;
        Timeline = new JobTimeline(time, log);
        Refusals = new JobRefusals(time, log);
        InstanceState(x => x.CurrentState);
        foreach (var name in JobState.All)
            State(name);
        CorrelateEvents();

        Initially(
            When(Requested, IsRefused)
                .RefuseBecause(x => ExaminedRequest.From(x).Refusal!)
                .Finalize(),
            When(Requested, x => !IsRefused(x))
                .Then(x => x.Saga.NoteRequest(ExaminedRequest.From(x), Now))
                .IfElse(x => x.Saga.Error is null,
                    right => right
                        .AskForAdmission()
                        .IfElse(x => x.Saga.Refusal is null,
                            admitted => admitted.StartStep(JobSteps.First),
                            refused => refused.RefuseBecause(x => x.Saga.Refusal!).Finalize()),
                    wrong => wrong
                        .EnterResting(Failed)));
        // A refused request leaves no row: the same id may be asked for again.
        SetCompletedWhenFinalized();

        foreach (var step in JobSteps.All)
            step.AddTo(this);

        During(UnderWay,
            When(Died, IsWaitedFor)
                .SetError(x => AttentionErrors.DeadLetter(x.Message, x.Saga))
                .EnterResting(NeedsAttention),
            When(Deadline.Received)
                .IfElse(x => _timeouts.IsSilent(x.Saga, Now),
                    silent => silent
                        .SetError(x => AttentionErrors.Silence(x.Saga, Now))
                        .EnterResting(NeedsAttention),
                    alive => alive
                        .CommandAgainIfLost()
                        .SetDeadline()));

        // The fault was told before; now it is known where its letter is.
        During(NeedsAttention,
            When(Died, IsWaitedFor)
                .SetError(x => AttentionErrors.DeadLetter(x.Message, x.Saga)));

        // NeedsAttention too: a step that was thought silent may still end, and counts; so does one that is replayed.
        During([.. UnderWay, NeedsAttention],
            When(Progressed, x => x.Message.Attempt == x.Saga.Attempt)
                .Then(x => x.Saga.NoteProgress(x.Message, Now)),
            When(Rejected, x => x.Message.Attempt == x.Saga.Attempt)
                .SetError(x => x.Message.Error)
                .EnterResting(Failed)
                .If(x => x.Message.Step == Queues.CalculateBlock,
                    // Other blocks of the attempt are still at work: fenced, they stop and leave nothing.
                    others => others.DiscardBy(Queues.DiscardWork)),
            When(Cancel, IsAllowed)
                .EnterResting(Cancelled)
                .DiscardBy(Queues.DiscardWork)
                .DiscardBy(Queues.DiscardResults));

        During(Failed, NeedsAttention,
            When(Retry, IsAllowed)
                .Then(x => x.Saga.NoteNextAttempt())
                .StartFailedStep());

        // Cancelling twice is no mistake: the first answer may have been lost.
        During(Cancelled,
            When(Cancel, IsAllowed)
                .AnswerWithState());
        During(Completed, Failed,
            When(Cancel, IsAllowed)
                .RefuseBecause(x => RequestErrors.CannotCancel(x.Saga.CorrelationId, x.Saga.CurrentState).Error));
        During([.. UnderWay, Completed, Cancelled],
            When(Retry, IsAllowed)
                .RefuseBecause(x => RequestErrors.CannotRetry(x.Saga.CorrelationId, x.Saga.CurrentState).Error));

        DuringAny(
            When(Died, x => !IsWaitedFor(x))
                .CloseLetter(),
            When(Cancel, x => !IsAllowed(x))
                .RefuseBecause(x => DoorErrors.NotYourJob(x.Saga.CorrelationId).Error),
            When(Retry, x => !IsAllowed(x))
                .RefuseBecause(x => DoorErrors.NotYourJob(x.Saga.CorrelationId).Error),
            When(Requested)
                .IfElse(x => ExaminedRequest.From(x).Hash == x.Saga.RequestHash,
                    // Sent again, perhaps because the first answer was lost.
                    same => same
                        .AnswerWithState(),
                    other => other
                        .RefuseBecause(x => RequestErrors.JobIdReused(x.Saga.CorrelationId).Error)));

        // Late events are normal: messages of steps that were given up arrive after all.
        OnUnhandledEvent(LogIgnored);
    }

    internal JobTimeline Timeline { get; }

    internal JobRefusals Refusals { get; }

    private DateTimeOffset Now => _time.GetUtcNow();

    private IEnumerable<State> UnderWay => JobState.UnderWay.Select(GetState);

    internal TimeSpan UntilNextLook(RiskJobState job) => _timeouts.UntilNextLook(job, Now);

    internal bool IsQuiet(RiskJobState job) => _timeouts.IsQuiet(job, Now);

    internal async Task CommandAgainIfLostAsync<T>(BehaviorContext<RiskJobState, T> x) where T : class
    {
        var step = JobSteps.All.Single(step => step.State == x.Saga.CurrentState);
        var commands = x.GetPayload<IServiceProvider>().GetRequiredService<ILostCommands>();
        if (!await commands.IsGoneAsync(x.Saga.CorrelationId, step.AllQueues, x.CancellationToken))
            return;
        _log.LogWarning("{JobId} attempt {Attempt}: nobody works on {State}, and its command is gone: sent again",
            x.Saga.CorrelationId, x.Saga.Attempt, step.State);
        await step.CommandAsync(x);
    }

    /// <summary>When the step ends, the next one starts; after the last one, the job is completed.</summary>
    internal void AddEnd<T>(JobStep step, StepEnd<T> end) where T : class
    {
        var ended = Declare<T>(end.Name, x => end.AttemptOf(x).JobId);
        var sentence = When(ended, x => IsCurrent(x.Saga, end.AttemptOf(x.Message), step))
            .Then(x => end.Note(x.Saga, x.Message));
        During(GetState(step.State), NeedsAttention,
            JobSteps.After(step) is { } next ? sentence.StartStep(next) : sentence.EnterResting(Completed));
    }

    /// <summary>When a message of the step has gone to an error queue, people must look.</summary>
    internal void AddFault<T>(JobStep step, StepFault<T> fault) where T : class
    {
        var faulted = Declare<Fault<T>>(fault.Name, x => fault.AttemptOf(x.Message).JobId);
        During(GetState(step.State),
            When(faulted, x => fault.AttemptOf(x.Message.Message).Attempt == x.Saga.Attempt)
                .SetError(x => AttentionErrors.Fault(x.Message, step.State))
                .EnterResting(NeedsAttention));
    }

    private static bool IsWaitedFor(BehaviorContext<RiskJobState, LetterTaken> x) =>
        (x.Message.Attempt ?? x.Saga.Attempt) == x.Saga.Attempt
        && JobSteps.Current(x.Saga)?.WaitsFor(x.Message.SourceQueue, x.Message.MessageType) == true;

    private static bool IsAllowed(BehaviorContext<RiskJobState, CancelRiskJob> x) =>
        Actors.MayAct(x, x.Saga, x.Message.By);

    private static bool IsAllowed(BehaviorContext<RiskJobState, RetryRiskJob> x) =>
        Actors.MayAct(x, x.Saga, x.Message.By);

    private static bool IsRefused(BehaviorContext<RiskJobState, ImportHazardRequested> x) =>
        ExaminedRequest.From(x).Refusal is not null;

    private static bool IsCurrent(RiskJobState job, JobAttempt ended, JobStep step) =>
        ended.Attempt == job.Attempt && (job.CurrentState == step.State || job.FailedStep == step.State);

    private Event<T> Declare<T>(string name, Func<T, Guid> jobOf) where T : class =>
        Event<T>(name, x => x.CorrelateById(m => jobOf(m.Message)).OnMissingInstance(m => m.Discard()));

    private void CorrelateEvents()
    {
        Event(() => Requested, x => x.CorrelateById(m => m.Message.JobId));
        Event(() => Rejected, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Progressed, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Died, x => x.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard()));
        Event(() => Cancel, x => x.CorrelateById(m => m.Message.JobId)
            .OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(Refusals.UnknownJob(c, c.Message.JobId)))));
        Event(() => Retry, x => x.CorrelateById(m => m.Message.JobId)
            .OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(Refusals.UnknownJob(c, c.Message.JobId)))));
        Schedule(() => Deadline, x => x.DeadlineToken, x =>
        {
            x.Delay = _timeouts.HeartbeatTimeout;
            x.Received = e => e.CorrelateById(m => m.Message.JobId).OnMissingInstance(m => m.Discard());
        });
    }

    private Task LogIgnored(UnhandledEventContext<RiskJobState> x)
    {
        _log.LogInformation("{Event} ignored in {State}: it is late, or of an older attempt",
            x.Event.Name, x.Saga.CurrentState);
        return Task.CompletedTask;
    }
}

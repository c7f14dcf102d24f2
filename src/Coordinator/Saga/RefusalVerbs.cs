using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Errors;

namespace Workers.Coordinator.Saga;

/// <summary>What the machine answers to whoever asked, as verbs of its sentences; the job stays as it is.</summary>
internal static class RefusalVerbs
{
    /// <summary>Whether the owner may have one more job; if not, <see cref="RiskJobState.Refusal"/> says why.</summary>
    public static EventActivityBinder<RiskJobState, ImportHazardRequested> AskForAdmission(
        this EventActivityBinder<RiskJobState, ImportHazardRequested> binder)
    {
        var refusals = ((RiskJobSaga)binder.StateMachine).Refusals;
        return binder.ThenAsync(refusals.AskForAdmissionAsync);
    }

    /// <summary>The letter can do nothing any more: it is closed as it is.</summary>
    public static EventActivityBinder<RiskJobState, LetterTaken> CloseLetter(
        this EventActivityBinder<RiskJobState, LetterTaken> binder) =>
        binder.ThenAsync(x => x.GetPayload<IServiceProvider>().GetRequiredService<IJobLetters>().CloseLateAsync(
            x.Message.LetterId,
            $"it came too late: the job is {x.Saga.CurrentState}, attempt {x.Saga.Attempt}",
            x.CancellationToken));

    extension<T>(EventActivityBinder<RiskJobState, T> binder) where T : class
    {
        /// <summary>Publishes why not.</summary>
        public EventActivityBinder<RiskJobState, T> RefuseBecause(
            Func<BehaviorContext<RiskJobState, T>, InputError> reason)
        {
            var refusals = ((RiskJobSaga)binder.StateMachine).Refusals;
            return binder.ThenAsync(x => x.Publish(refusals.Refused(x, x.Saga.CorrelationId, reason(x))));
        }

        /// <summary>Publishes the state that the job is in.</summary>
        public EventActivityBinder<RiskJobState, T> AnswerWithState()
        {
            var timeline = ((RiskJobSaga)binder.StateMachine).Timeline;
            return binder.ThenAsync(timeline.RepeatAsync);
        }
    }
}

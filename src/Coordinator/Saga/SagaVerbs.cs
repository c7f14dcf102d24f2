using MassTransit;
using Workers.Contracts;

namespace Workers.Coordinator.Saga;

/// <summary>What the machine does with a job, as verbs of its sentences.</summary>
internal static class SagaVerbs
{
    extension<T>(EventActivityBinder<RiskJobState, T> binder) where T : class
    {
        private RiskJobSaga Machine => (RiskJobSaga)binder.StateMachine;

        /// <summary>Enters a step: commands its worker, and looks for signs of life from then on.</summary>
        public EventActivityBinder<RiskJobState, T> StartStep(JobStep step)
        {
            var machine = binder.Machine;
            return binder
                .ThenAsync(x => machine.Timeline.RecordAsync(x, step.State))
                .Then(x => x.Saga.FailedStep = null)
                .TransitionTo(machine.GetState(step.State))
                .ThenAsync(x => step.CommandAsync(x))
                .SetDeadline();
        }

        /// <summary>Starts the step that the job was at; or fails the job, if its request is wrong.</summary>
        public EventActivityBinder<RiskJobState, T> StartFailedStep()
        {
            var machine = binder.Machine;
            var sentence = binder.If(x => x.Saga.Error is not null, wrong => wrong.EnterResting(machine.Failed));
            foreach (var step in JobSteps.All)
            {
                sentence = sentence.If(
                    x => x.Saga.Error is null && x.Saga.FailedStep == step.State,
                    stopped => stopped.StartStep(step));
            }
            return sentence;
        }

        /// <summary>Enters a state in which nothing happens until somebody acts.</summary>
        public EventActivityBinder<RiskJobState, T> EnterResting(State state)
        {
            var machine = binder.Machine;
            return binder
                .ThenAsync(x => machine.Timeline.RecordAsync(x, state.Name))
                .TransitionTo(state)
                .Unschedule(machine.Deadline);
        }

        /// <summary>
        /// Commands the step again if nobody seems to be at it and the command waits nowhere. Should somebody have it
        /// after all, it is done twice: every step may be.
        /// </summary>
        public EventActivityBinder<RiskJobState, T> CommandAgainIfLost()
        {
            var machine = binder.Machine;
            return binder.If(x => machine.IsQuiet(x.Saga), quiet => quiet.ThenAsync(machine.CommandAgainIfLostAsync));
        }

        /// <summary>Looks for signs of life when they would have run out.</summary>
        public EventActivityBinder<RiskJobState, T> SetDeadline()
        {
            var machine = binder.Machine;
            return binder.Schedule(
                machine.Deadline,
                x => new DeadlinePassed { JobId = x.Saga.CorrelationId },
                x => machine.UntilNextLook(x.Saga));
        }

        /// <summary>Notes what went wrong, and in which step.</summary>
        public EventActivityBinder<RiskJobState, T> SetError(Func<BehaviorContext<RiskJobState, T>, JobError> error) =>
            binder.Then(x => x.Saga.NoteError(error(x)));

        /// <summary>Has the workers of a queue fence the attempt, and remove what it left in their database.</summary>
        public EventActivityBinder<RiskJobState, T> DiscardBy(string queue) => binder.Send(
            QueueAddress.Of(queue),
            x => new DiscardResults { JobId = x.Saga.CorrelationId, Attempt = x.Saga.Attempt });
    }
}

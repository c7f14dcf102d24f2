using MassTransit;
using Workers.Contracts;
using Workers.Messaging.Topology;
using Workers.Storage.Fencing;

namespace Workers.Coordinator.Saga;

/// <summary>A step: a state, the command that its worker gets, the event that ends it, what may fault.</summary>
internal abstract class JobStep
{
    /// <summary>State of a job whose worker is at it.</summary>
    public required string State { get; init; }

    /// <summary>Queue of the worker.</summary>
    public required string Queue { get; init; }

    /// <summary>Queues of what the command leads to, if it is not all done at once.</summary>
    public IReadOnlyList<string> FurtherQueues { get; init; } = [];

    /// <summary>All queues in which messages of the step may wait.</summary>
    public IReadOnlyList<string> AllQueues => [Queue, .. FurtherQueues];

    /// <summary>Messages of the step that may go to an error queue.</summary>
    public required IReadOnlyList<StepFault> Faults { get; init; }

    /// <summary>Whether the job, while in this step, waits for what a message in a queue does.</summary>
    public bool WaitsFor(string queue, string messageType) => queue == Queues.RiskJob
        ? messageType == EndName || messageType == nameof(StepRejected) || messageType == nameof(DeadlinePassed)
        // At the door it is a request, and no step.
        : queue != Queues.RiskJobRequests && Faults.Any(fault => fault.MessageName == messageType);

    /// <summary>Name of the event that ends the step.</summary>
    protected abstract string EndName { get; }

    /// <summary>Sends the command to the worker.</summary>
    public abstract Task CommandAsync(BehaviorContext<RiskJobState> x);

    /// <summary>Makes the machine know the events of the step.</summary>
    public abstract void AddTo(RiskJobSaga saga);
}

/// <inheritdoc/>
internal sealed class JobStep<TCommand, TEnd> : JobStep where TCommand : class where TEnd : class
{
    public required Func<RiskJobState, TCommand> Command { get; init; }
    public required StepEnd<TEnd> End { get; init; }

    protected override string EndName => typeof(TEnd).Name;

    public override async Task CommandAsync(BehaviorContext<RiskJobState> x)
    {
        var worker = await x.GetSendEndpoint(QueueAddress.Of(Queue));
        await worker.Send(Command(x.Saga), x.CancellationToken);
    }

    public override void AddTo(RiskJobSaga saga)
    {
        saga.AddEnd(this, End);
        foreach (var fault in Faults)
            fault.AddTo(saga, this);
    }
}

/// <param name="Name">Of the event, as diagrams show it.</param>
/// <param name="AttemptOf">Which job and attempt the message is about.</param>
/// <param name="Note">Writes what the message says into the job.</param>
internal sealed record StepEnd<T>(string Name, Func<T, JobAttempt> AttemptOf, Action<RiskJobState, T> Note)
    where T : class;

internal abstract record StepFault
{
    /// <summary>Name of the message that may fault.</summary>
    public abstract string MessageName { get; }

    public abstract void AddTo(RiskJobSaga saga, JobStep step);
}

/// <param name="Name">Of the event, as diagrams show it.</param>
/// <param name="AttemptOf">Which job and attempt the message that faulted is about.</param>
internal sealed record StepFault<T>(string Name, Func<T, JobAttempt> AttemptOf) : StepFault where T : class
{
    public override string MessageName => typeof(T).Name;

    public override void AddTo(RiskJobSaga saga, JobStep step) => saga.AddFault(step, this);
}

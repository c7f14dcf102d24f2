using Workers.Storage.Copy;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Steps;

/// <summary>What a step is asked to do.</summary>
/// <param name="message">The message.</param>
/// <param name="job">The job and attempt it is about.</param>
/// <param name="messageId">Id of the message; the same when it is delivered again.</param>
public class StepContext<TMessage>(TMessage message, JobAttempt job, Guid messageId) : IProgress<TransferProgress>
    where TMessage : class
{
    private long _done;
    private long _total;

    public TMessage Message { get; } = message;
    public JobAttempt Job { get; } = job;
    public Guid MessageId { get; } = messageId;

    /// <summary>Says how far the work is; cheap, from any thread. It is published about once a second.</summary>
    /// <param name="done">Units done, in a unit of the step's choice.</param>
    /// <param name="total">Units there are; 0 if not yet known.</param>
    public void Report(long done, long total)
    {
        // The total first: a reader between the two never sees more done than there is.
        Volatile.Write(ref _total, total);
        Volatile.Write(ref _done, done);
    }

    void IProgress<TransferProgress>.Report(TransferProgress value) => Report(value.Done, value.Total);

    internal StepProgress Progress => new(Volatile.Read(ref _done), Volatile.Read(ref _total));
}

/// <summary>How far a step is.</summary>
internal readonly record struct StepProgress(long Done, long Total);

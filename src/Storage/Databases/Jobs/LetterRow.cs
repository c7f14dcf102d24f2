namespace Workers.Storage.Databases.Jobs;

/// <summary>A dead letter: a message that its retries did not cure, taken from where it was set aside.</summary>
public sealed class LetterRow
{
    public Guid Id { get; set; }

    /// <summary>When it was taken from its queue.</summary>
    public DateTimeOffset TakenAt { get; set; }

    /// <summary>When it was set aside, as far as its headers say.</summary>
    public DateTimeOffset? DiedAt { get; set; }

    /// <summary>Queue that it was set aside in: <c>run-risk-calc_error</c>, <c>dead-letters</c>.</summary>
    public string Queue { get; set; } = "";

    /// <summary>Queue that it died in, and that a replay goes to; empty if nothing says it.</summary>
    public string SourceQueue { get; set; } = "";

    /// <summary>Id by which inboxes know the message.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>Name of its type, without a namespace; empty if the body cannot be read.</summary>
    public string MessageType { get; set; } = "";

    /// <summary>The job that it is about.</summary>
    public Guid? JobId { get; set; }
    public int? Attempt { get; set; }

    /// <summary>The job waits for what this message would have done.</summary>
    public bool HoldsJob { get; set; }

    /// <summary>Number of the error, or one of <see cref="DeadLetters.LetterCode"/>.</summary>
    public string Code { get; set; } = "";

    /// <summary>Type of the innermost exception.</summary>
    public string? ExceptionType { get; set; }

    /// <summary>What was said when it died.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The exceptions around the innermost one, outermost first, a line each.</summary>
    public string? Causes { get; set; }
    public string? Stack { get; set; }

    /// <summary>First frame of the stack that is of our code.</summary>
    public string? Place { get; set; }

    /// <summary>Of code, exception type and place: the same for letters that died of the same.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Headers as they came, JSON.</summary>
    public string Headers { get; set; } = "{}";

    /// <summary>Properties of the broker's protocol, JSON: message id, correlation id and others.</summary>
    public string Properties { get; set; } = "{}";
    public string? ContentType { get; set; }

    /// <summary>The body as it came, whole.</summary>
    public byte[] Body { get; set; } = [];
    public int BodyBytes { get; set; }

    /// <summary>One of <see cref="DeadLetters.LetterState"/>.</summary>
    public string State { get; set; } = "";
    public DateTimeOffset StateSince { get; set; }

    /// <summary>Why it is in its state, for people.</summary>
    public string? StateReason { get; set; }

    /// <summary>The letter that the same message was before its last replay, or that it was edited from.</summary>
    public Guid? PreviousId { get; set; }

    /// <summary>The letter that took its place: it failed again, or was edited.</summary>
    public Guid? ReplacedBy { get; set; }

    /// <summary>How often the message was replayed.</summary>
    public int Replays { get; set; }

    /// <summary>The operation that replays it.</summary>
    public Guid? OperationId { get; set; }

    /// <summary>Hash of the delivery: one that comes again is known by it.</summary>
    public string DeliveryKey { get; set; } = "";
}

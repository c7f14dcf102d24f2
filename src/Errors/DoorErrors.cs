namespace Workers.Errors;

/// <summary>Sentences of the errors of messages that platforms send (1xxx).</summary>
public static class DoorErrors
{
    /// <summary>W1003: the body is not the JSON of a request.</summary>
    public static InputException Unreadable(string reason, string? where) => new(
        ErrorCode.RequestInvalid,
        $"The request cannot be read: {reason.TrimEnd('.')}.",
        where,
        "plain JSON of ImportHazardRequested, as in docs/messages.md");

    /// <summary>W1003.</summary>
    public static InputException TooManyBytes(int bytes, int most) => new(
        ErrorCode.RequestInvalid,
        $"The message has {bytes:N0} bytes.",
        where: null,
        $"at most {most:N0}");

    /// <summary>W1003.</summary>
    public static InputException TextTooLong(string where, int characters, int most) => new(
        ErrorCode.RequestInvalid,
        $"The text has {characters:N0} characters.",
        where,
        $"at most {most:N0}");

    /// <summary>W1003: the body is no envelope.</summary>
    public static InputException NoEnvelope() => new(
        ErrorCode.RequestInvalid,
        "The message is not in an envelope.",
        where: null,
        "messageId, messageType (a list) and message, as in docs/messages.md");

    /// <summary>W1003.</summary>
    /// <param name="taken">What is.</param>
    public static InputException NotTakenHere(IEnumerable<string> taken) => new(
        ErrorCode.RequestInvalid,
        "A message of this type is not taken here.",
        "messageType",
        Shown.Among(taken));

    /// <summary>W1020.</summary>
    public static InputException MessageIdReused(string id) => new(
        ErrorCode.MessageIdReused,
        $"Message id '{id}' was used before, for another message.",
        "message_id",
        "a new id for a new message");

    /// <summary>W1021.</summary>
    public static InputException NotYourJob(Guid job) => new(
        ErrorCode.NotYourJob,
        $"Job {job} belongs to somebody else.",
        "by",
        "its owner");

    /// <summary>W1003.</summary>
    public static InputException NoJobId() => new(
        ErrorCode.RequestInvalid,
        "The request has no jobId.",
        "jobId",
        "a UUID of your choice: the same for the same job");

    /// <summary>W1003.</summary>
    public static InputException HalfOfASurrogatePair() => new(
        ErrorCode.RequestInvalid,
        "The request contains half of a surrogate pair.",
        where: null,
        "Unicode text");

    /// <summary>W1003.</summary>
    public static InputException NulCharacter() => new(
        ErrorCode.RequestInvalid,
        "The request contains a NUL character.",
        where: null,
        "text without NUL");
}

namespace Workers.Storage.DeadLetters;

/// <summary>States of a dead letter.</summary>
public static class LetterState
{
    /// <summary>Somebody must look.</summary>
    public const string Open = "open";

    /// <summary>Sent again; what becomes of it is not yet known.</summary>
    public const string Replaying = "replaying";

    /// <summary>Done with: its job moved on, it was consumed, or another letter took its place.</summary>
    public const string Closed = "closed";

    /// <summary>Somebody decided that nothing is to be done.</summary>
    public const string Archived = "archived";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Replaying, Closed, Archived];
}

/// <summary>Codes of letters that died of no numbered error.</summary>
public static class LetterCode
{
    /// <summary>Its consumer failed again and again.</summary>
    public const string Fault = "FAULT";

    /// <summary>Nobody who receives from the queue knows its type.</summary>
    public const string Skipped = "SKIPPED";

    /// <summary>The broker delivered it as often as it may: mostly it killed its worker.</summary>
    public const string Deliveries = "DELIVERIES";

    /// <summary>The broker set it aside for another reason.</summary>
    public const string SetAside = "SETASIDE";
}

/// <summary>What can be done to dead letters.</summary>
public static class OperationKind
{
    public const string Replay = "replay";
    public const string Edit = "edit";
    public const string Archive = "archive";
    public const string Restore = "restore";
}

/// <summary>States of an operation.</summary>
public static class OperationState
{
    public const string Running = "running";

    /// <summary>It stopped by itself; the letters that it did not come to are open.</summary>
    public const string Stopped = "stopped";
    public const string Done = "done";
}

/// <summary>Stages of a letter within an operation.</summary>
public static class ItemStage
{
    /// <summary>Its turn has not come.</summary>
    public const string Waiting = "waiting";

    /// <summary>It is being sent; not yet confirmed by the broker.</summary>
    public const string Sending = "sending";

    /// <summary>Confirmed by the broker; its outcome is awaited.</summary>
    public const string Sent = "sent";
    public const string Done = "done";

    /// <summary>The message died again.</summary>
    public const string Failed = "failed";

    /// <summary>It could not be done, and the outcome says why; nothing was changed.</summary>
    public const string Refused = "refused";

    /// <summary>Nothing was heard of it in time; the letter is open again.</summary>
    public const string Released = "released";

    /// <summary>The operation stopped before its turn.</summary>
    public const string NotSent = "not sent";

    /// <summary>Stages after which nothing more happens.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Done, Failed, Refused, Released, NotSent];
}

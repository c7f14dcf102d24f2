namespace Workers.Contracts;

/// <summary>The hazard and the risk job files of a job are in the engine database, complete.</summary>
public sealed record HazardImported
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public Guid ImportId { get; init; }
    public int Sites { get; init; }
    public long Values { get; init; }
    public long Bytes { get; init; }

    /// <summary>True if the same hazard and area were there already.</summary>
    public bool Reused { get; init; }
    public double Seconds { get; init; }
}

/// <summary>The results of an attempt are in the engine database, complete.</summary>
public sealed record RiskCalcCompleted
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public int Assets { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];
    public double Seconds { get; init; }
}

/// <summary>The results are in the icebox, complete; the risk calculation there has the job's id.</summary>
public sealed record ResultsExported
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public long Rows { get; init; }
    public long Bytes { get; init; }
    public double Seconds { get; init; }
}

/// <summary>
/// A step found the input wrong: the job fails with this error, and is not tried again by itself.
/// </summary>
public sealed record StepRejected
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public string Step { get; init; } = "";
    public JobError Error { get; init; } = new();
}

/// <summary>A step's progress; also its sign of life.</summary>
public sealed record StepProgressed
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public string Step { get; init; } = "";
    public long Done { get; init; }
    public long Total { get; init; }
}

/// <summary>
/// A job went from one state to another. Published for each transition, and as the answer to a duplicate request
/// (From = To).
/// </summary>
public sealed record RiskJobStateChanged
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>The message or action that caused it.</summary>
    public string Cause { get; init; } = "";
    public JobError? Error { get; init; }
}

/// <summary>A request that cannot become a job, or an action that the job's state does not allow.</summary>
public sealed record RiskJobRefused
{
    public Guid JobId { get; init; }
    public DateTimeOffset At { get; init; }
    public JobError Error { get; init; } = new();

    /// <summary>The <c>message_id</c> of what is refused, as its sender gave it; null if he gave none.</summary>
    public string? MessageId { get; init; }
}

/// <summary>A numbered error: what, where, what would be right (<c>docs/errors.md</c>).</summary>
public sealed record JobError
{
    public string Code { get; init; } = "";
    public string What { get; init; } = "";
    public string? Where { get; init; }
    public string? Expected { get; init; }
}

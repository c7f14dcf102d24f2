namespace Workers.Storage.Databases.Jobs;

/// <summary>
/// One job: the saga's row, and what lists and pages show. The coordinator's saga class derives from it.
/// </summary>
public class RiskJobRow
{
    /// <summary>Id of the job: the platform's idempotency key.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>State as shown and published.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>Number of this try; fences late writers.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>State in which it failed or needs attention; a retry starts there.</summary>
    public string? FailedStep { get; set; }

    /// <summary>The request as published, JSON.</summary>
    public string Request { get; set; } = "{}";

    /// <summary>SHA-256 of the request in canonical form, hex: tells a duplicate from a reused id.</summary>
    public string RequestHash { get; set; } = "";
    public Guid HazardCalculationId { get; set; }
    public string RiskModelId { get; set; } = "";
    public string? Owner { get; set; }
    public string? Description { get; set; }

    /// <summary>Import in the engine database, once there.</summary>
    public Guid? ImportId { get; set; }
    public int? Sites { get; set; }
    public long? Values { get; set; }
    public long? Bytes { get; set; }
    public int? Assets { get; set; }
    public long? Rows { get; set; }

    /// <summary>Step that the progress is of.</summary>
    public string? ProgressStep { get; set; }
    public long ProgressDone { get; set; }
    public long ProgressTotal { get; set; }

    /// <summary>Numbered error, JSON; null unless failed or refused.</summary>
    public string? Error { get; set; }

    /// <summary>Warnings of the calculation, for people.</summary>
    public string[] Warnings { get; set; } = [];
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it entered its current state.</summary>
    public DateTimeOffset StateSince { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Token of the scheduled deadline of the current state.</summary>
    public Guid? DeadlineToken { get; set; }

    /// <summary>Last evidence that somebody works on it.</summary>
    public DateTimeOffset? LastSignOfLife { get; set; }

    /// <summary>Row version (PostgreSQL's <c>xmin</c>).</summary>
    public uint Version { get; set; }
}

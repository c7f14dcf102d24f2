namespace Workers.Storage.Databases.Jobs;

/// <summary>What somebody asked to be done to dead letters; worked by the coordinator.</summary>
public sealed class OperationRow
{
    public Guid Id { get; set; }

    /// <summary>One of <see cref="DeadLetters.OperationKind"/>.</summary>
    public string Kind { get; set; } = "";
    public string Who { get; set; } = "";
    public string? Why { get; set; }

    /// <summary>What was asked for, JSON; the letters themselves are the items.</summary>
    public string Filter { get; set; } = "{}";

    /// <summary>Letters taken later do not belong to it.</summary>
    public DateTimeOffset CutOff { get; set; }

    /// <summary>How many items there are.</summary>
    public int Selected { get; set; }

    /// <summary>Letters a second; null: ever more at once, as long as they succeed.</summary>
    public int? Rate { get; set; }

    /// <summary>The body that an edited letter gets.</summary>
    public byte[]? NewBody { get; set; }

    /// <summary>One of <see cref="DeadLetters.OperationState"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>How many letters were let go at once last.</summary>
    public int Together { get; set; }

    /// <summary>How it ended, or what it waits for.</summary>
    public string? Outcome { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>A letter of an operation, and what became of it.</summary>
public sealed class OperationItemRow
{
    public Guid OperationId { get; set; }

    /// <summary>From 1, oldest letter first.</summary>
    public int Ordinal { get; set; }
    public Guid LetterId { get; set; }

    /// <summary>One of <see cref="DeadLetters.ItemStage"/>.</summary>
    public string Stage { get; set; } = "";
    public DateTimeOffset StageSince { get; set; }

    /// <summary>What became of it, in a sentence.</summary>
    public string? Outcome { get; set; }

    /// <summary>Its stages with their times, JSON: <c>[{"at": …, "stage": …, "note": …}]</c>.</summary>
    public string Steps { get; set; } = "[]";
}

/// <summary>Who did what, and why. Rows are only ever added.</summary>
public sealed class AuditRow
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public string Who { get; set; } = "";
    public string? Why { get; set; }

    /// <summary>Kind of the operation.</summary>
    public string Action { get; set; } = "";
    public Guid OperationId { get; set; }

    /// <summary><c>asked</c> or <c>ended</c>; each operation has one of each.</summary>
    public string Event { get; set; } = "";

    /// <summary>The filter, and how many letters it meant, JSON.</summary>
    public string Selection { get; set; } = "{}";
    public string? Outcome { get; set; }
}

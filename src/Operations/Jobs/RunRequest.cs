using Workers.Contracts;

namespace Workers.Operations.Jobs;

/// <summary>What is asked of a run beside its files.</summary>
public sealed record RunRequest
{
    /// <summary>Null: the whole exposure.</summary>
    public Area? Area { get; init; }

    /// <summary>Whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>Null: that of job.ini.</summary>
    public string? Description { get; init; }

    /// <summary>Hazard outputs to use; null or empty: all realizations.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Archived hazard calculation to use in place of the job's own hazard.</summary>
    public Guid? Hazard { get; init; }
}

using System.Text.Json;

namespace Workers.Contracts;

/// <summary>
/// Start a risk job: import hazard from the icebox, calculate, put the results back. Published by the platform.
/// </summary>
public sealed record ImportHazardRequested
{
    /// <summary>The platform's idempotency key: the same id with the same body is the same job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Set by the coordinator; the platform leaves it out.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Hazard calculation in the icebox.</summary>
    public Guid HazardCalculationId { get; init; }

    /// <summary>
    /// Names of the hazard outputs to use (<c>rlz-000</c>, <c>mean</c>, <c>gmf</c>); null or empty: all realizations,
    /// or the lone statistic.
    /// </summary>
    public IReadOnlyList<string>? HazardOutputs { get; init; }

    /// <summary>Risk model in the icebox: its content hash, 64 hex digits.</summary>
    public string RiskModelId { get; init; } = "";

    /// <summary>Area of interest; null means "the exposure".</summary>
    public Area? Area { get; init; }

    /// <summary>Who asked.</summary>
    public string? Owner { get; init; }

    /// <summary>Free text for people.</summary>
    public string? Description { get; init; }
}

/// <summary>Area of interest: a bounding box or a GeoJSON geometry, never both.</summary>
public sealed record Area
{
    /// <summary>West, south, east, north in degrees; west &gt; east crosses the antimeridian.</summary>
    public IReadOnlyList<double>? BoundingBox { get; init; }

    /// <summary>GeoJSON Polygon or MultiPolygon, holes allowed (or a Feature or FeatureCollection of one).</summary>
    public JsonElement? Geometry { get; init; }
}

/// <summary>Calculate on an import that is complete. Sent by the coordinator.</summary>
public sealed record RunRiskCalc
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }

    /// <summary>Import in the engine database.</summary>
    public Guid ImportId { get; init; }
}

/// <summary>
/// Calculate a block of a calculation that was cut. Sent by whichever calculator planned the job or finished a block.
/// </summary>
public sealed record CalculateBlock
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }

    /// <summary>Number of the block, from 0.</summary>
    public int Block { get; init; }
}

/// <summary>
/// Put the blocks of a calculation together. Sent by whichever calculator finished the last one.
/// </summary>
public sealed record MergeBlocks
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
}

/// <summary>Put the results of an attempt into the icebox. Sent by the coordinator.</summary>
public sealed record ExportResults
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
    public Guid ImportId { get; init; }
}

/// <summary>Stop a job; work that is under way is discarded.</summary>
public sealed record CancelRiskJob
{
    public Guid JobId { get; init; }
    public string? By { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Start a new attempt of a failed job, from the step that failed.</summary>
public sealed record RetryRiskJob
{
    public Guid JobId { get; init; }
    public string? By { get; init; }
}

/// <summary>
/// Remove what an attempt has put into the icebox, and refuse what it might still write.
/// Sent by the coordinator on cancel.
/// </summary>
public sealed record DiscardResults
{
    public Guid JobId { get; init; }
    public int Attempt { get; init; }
}

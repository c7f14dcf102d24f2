namespace Workers.Storage.Databases.Engine;

/// <summary>A copy of hazard in the engine database: a lease with uses.</summary>
public sealed class ImportRow
{
    public Guid Id { get; set; }

    /// <summary>
    /// SHA-256 over hazard content, outputs, IMTs, area and distance, hex: the same hazard and area are imported once.
    /// </summary>
    public string ContentKey { get; set; } = "";
    public Guid HazardCalculationId { get; set; }
    public string HazardHash { get; set; } = "";
    public string HazardMode { get; set; } = "";
    public Risk.Hazard.HazardKind Kind { get; set; }
    public double? InvestigationTime { get; set; }
    public int? SesPerLogicTreePath { get; set; }
    public int LogicTreeSamples { get; set; }

    /// <summary>Parameters of the hazard calculation, JSON object.</summary>
    public string Parameters { get; set; } = "{}";

    /// <summary>
    /// Sites, values (floats; 0 until all parts are there) and payload bytes of the whole selection, which take room
    /// from the beginning.
    /// </summary>
    public int Sites { get; set; }
    public long Values { get; set; }
    public long Bytes { get; set; }

    /// <summary>How it is cut into parts.</summary>
    public int SitesPerPart { get; set; }

    /// <summary>
    /// Sites, parts, rows, bytes and sum of checksums of the values, JSON; null until all parts are there.
    /// </summary>
    public string? Manifest { get; set; }

    /// <summary>False until a step's last transaction: then no calculation may read it.</summary>
    public bool Complete { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who keeps it; null if nobody in particular.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Database time until which it stays even if no job uses it.</summary>
    public DateTimeOffset LeaseExpiresAt { get; set; }
}

/// <summary>A finished part of an import: it is not copied again.</summary>
public sealed class ImportPartRow
{
    public Guid ImportId { get; set; }

    /// <summary>0: everything but the values; then blocks of values.</summary>
    public int Part { get; set; }
    public long Rows { get; set; }
    public long Bytes { get; set; }

    /// <summary>Sum of the rows' checksums.</summary>
    public decimal ChecksumSum { get; set; }
    public DateTimeOffset CopiedAt { get; set; }
}

/// <summary>A job uses an import.</summary>
public sealed class ImportUseRow
{
    public Guid ImportId { get; set; }
    public Guid JobId { get; set; }
    public DateTimeOffset Since { get; set; }
}

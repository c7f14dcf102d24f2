namespace Workers.Storage.Databases.Tables;

// The same tables hold hazard in the icebox and in the engine database, so that rows travel unparsed. SetId is the
// hazard calculation there (column hazard_id) and the import here (column import_id).

/// <summary>A realization of the hazard logic tree.</summary>
public sealed class RealizationRow
{
    public Guid SetId { get; set; }
    public int Ordinal { get; set; }
    public double Weight { get; set; }
    public string? BranchPath { get; set; }
}

/// <summary>An IMT; levels strictly increasing, empty for ground motion.</summary>
public sealed class ImtRow
{
    public Guid SetId { get; set; }

    /// <summary>Position in the hazard calculation; kept in imports that leave others out.</summary>
    public short Ordinal { get; set; }
    public string Name { get; set; } = "";
    public double[] Levels { get; set; } = [];
}

/// <summary>
/// One archived product: a set of curves (of a realization or a statistic) or of ground motion fields.
/// </summary>
public sealed class HazardOutputRow
{
    public Guid SetId { get; set; }
    public short Ordinal { get; set; }
    public string Name { get; set; } = "";
    public int? Realization { get; set; }
    public string? Statistic { get; set; }
}

/// <summary>A site.</summary>
public sealed class HazardSiteRow
{
    public Guid SetId { get; set; }
    public int SiteId { get; set; }

    /// <summary>Place along the Hilbert curve: neighbours have near numbers.</summary>
    public int CurveOrder { get; set; }
    public double Lon { get; set; }
    public double Lat { get; set; }

    /// <summary>km.</summary>
    public double Depth { get; set; }

    /// <summary>What else is known of the site, as it was written: JSON object of texts.</summary>
    public string Parameters { get; set; } = "{}";
}

/// <summary>
/// Events of one chunk (at most <see cref="HazardTables.EventsPerChunk"/>), in the order of their GMVs.
/// </summary>
public sealed class HazardEventRow
{
    public Guid SetId { get; set; }
    public short Chunk { get; set; }
    public long[] Ids { get; set; } = [];
    public int[] Realizations { get; set; } = [];

    /// <summary>Null where the source has none.</summary>
    public int[]? Years { get; set; }
    public long[]? Ruptures { get; set; }
}

/// <summary>
/// The values of one output and IMT at one site: float64 PoEs by level (chunk 0), or float32 GMVs by event of the
/// chunk; little-endian, NaN where the source has no GMV.
/// </summary>
public sealed class HazardValuesRow
{
    public Guid SetId { get; set; }
    public short Output { get; set; }
    public short Imt { get; set; }
    public int SiteId { get; set; }
    public short Chunk { get; set; }

    /// <summary>XxHash3 (64 bits) of the payload.</summary>
    public long Checksum { get; set; }
    public byte[] Payload { get; set; } = [];
}

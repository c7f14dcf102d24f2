namespace Workers.Storage.Databases.Engine;

/// <summary>How far a job's run is.</summary>
public enum JobRunState
{
    /// <summary>Hazard and risk job files are there.</summary>
    Imported,

    /// <summary>The attempt is cut in blocks, which are being calculated.</summary>
    Calculating,

    /// <summary>The attempt's results are there, complete.</summary>
    Calculated,
}

/// <summary>An attempt of a job in the engine database: what it runs on, and how far it is.</summary>
public sealed class JobRunRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public Guid ImportId { get; set; }
    public string RiskModelId { get; set; } = "";

    /// <summary>Area of interest, GeoJSON; null for "the exposure".</summary>
    public string? Area { get; set; }
    public string? Owner { get; set; }
    public string? Description { get; set; }
    public JobRunState State { get; set; }

    /// <summary>
    /// Blocks that the attempt's calculation is cut in; null until it is planned, or if it is not cut.
    /// </summary>
    public int? Blocks { get; set; }
    public int BlocksDone { get; set; }

    /// <summary>When planning began, database time.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    /// <summary>How the results came about (CalculationProvenance), JSON; null until calculated.</summary>
    public string? Provenance { get; set; }
}

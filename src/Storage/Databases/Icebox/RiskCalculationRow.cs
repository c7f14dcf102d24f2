namespace Workers.Storage.Databases.Icebox;

/// <summary>
/// An archived risk calculation: where its results come from. The results are in the <c>result_*</c> tables and views.
/// </summary>
public sealed class RiskCalculationRow
{
    /// <summary>Id of the job.</summary>
    public Guid Id { get; set; }

    /// <summary>Attempt whose results these are.</summary>
    public int Attempt { get; set; }
    public string Mode { get; set; } = "";
    public string Description { get; set; } = "";
    public Guid HazardCalculationId { get; set; }

    /// <summary>Content hash of the hazard calculation.</summary>
    public string HazardHash { get; set; } = "";
    public string RiskModelId { get; set; } = "";

    /// <summary>Area of interest, GeoJSON; null for "the exposure".</summary>
    public string? Area { get; set; }

    /// <summary>Parameters of job.ini as written, JSON array of [name, value].</summary>
    public string Parameters { get; set; } = "[]";
    public string Engine { get; set; } = "";
    public string EngineVersion { get; set; } = "";

    /// <summary>Years, of the hazard and of the results.</summary>
    public double? InvestigationTime { get; set; }
    public double? RiskInvestigationTime { get; set; }

    /// <summary>Seconds by step, JSON object.</summary>
    public string Timings { get; set; } = "{}";
    public string[] Warnings { get; set; } = [];
    public string[] Log { get; set; } = [];

    /// <summary>What was imported: rows, bytes and checksum by table, JSON.</summary>
    public string ImportManifest { get; set; } = "{}";
    public string? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>False until all results are there and the attempt was found current; then nobody may show it.</summary>
    public bool Complete { get; set; }
}

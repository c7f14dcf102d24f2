namespace Workers.Storage.Databases.Icebox;

/// <summary>An archived hazard calculation: with its tables, all that any later risk calculation needs.</summary>
public sealed class HazardCalculationRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 over everything but id, owner and time, hex.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary><c>classical</c>, <c>scenario</c>, <c>event_based</c>.</summary>
    public string Mode { get; set; } = "";

    /// <summary><c>Curves</c> or <c>GroundMotion</c> (<see cref="Risk.Hazard.HazardKind"/>).</summary>
    public Risk.Hazard.HazardKind Kind { get; set; }
    public string Description { get; set; } = "";
    public string? EngineVersion { get; set; }

    /// <summary>Years; null for scenarios.</summary>
    public double? InvestigationTime { get; set; }
    public int? SesPerLogicTreePath { get; set; }
    public int LogicTreeSamples { get; set; }
    public int Sites { get; set; }
    public int Events { get; set; }

    /// <summary>Parameters that came with the files, JSON object.</summary>
    public string Parameters { get; set; } = "{}";
    public string? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>False while it is being archived: then nobody may use it.</summary>
    public bool Complete { get; set; }
}

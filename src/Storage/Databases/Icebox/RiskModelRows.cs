using NetTopologySuite.Geometries;

namespace Workers.Storage.Databases.Icebox;

/// <summary>Archived risk job files, known by their content.</summary>
public sealed class RiskModelRow
{
    /// <summary>SHA-256 over sorted names and contents, hex.</summary>
    public string Id { get; set; } = "";

    /// <summary>Calculation mode.</summary>
    public string Mode { get; set; } = "";
    public string Description { get; set; } = "";
    public int Assets { get; set; }
    public string[] LossTypes { get; set; } = [];

    /// <summary>IMTs that its functions need.</summary>
    public string[] Imts { get; set; } = [];

    /// <summary>km.</summary>
    public double AssetHazardDistance { get; set; }

    /// <summary>SHA-256 over the distinct asset locations, hex: imports for "the exposure" are shared by it.</summary>
    public string LocationsHash { get; set; } = "";
    public string? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A place where a risk model has assets.</summary>
public sealed class RiskModelLocationRow
{
    public string ModelId { get; set; } = "";
    public int Ordinal { get; set; }
    public Point Geom { get; set; } = null!;
}

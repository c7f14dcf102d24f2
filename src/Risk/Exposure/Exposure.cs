namespace Workers.Risk.Exposure;

/// <summary>How the values of a cost type add up (NRML <c>costType/@type</c>).</summary>
public enum CostBasis
{
    /// <summary>The value is that of the whole asset.</summary>
    Aggregated,

    /// <summary>Value of one building: times <see cref="Asset.Number"/>.</summary>
    PerAsset,

    /// <summary>Value of a square metre: times area, and times number if areas are per asset.</summary>
    PerArea,
}

/// <summary>A declared cost type.</summary>
/// <param name="Name">Loss type: <c>structural</c>, <c>contents</c>, …</param>
/// <param name="Basis">How values add up.</param>
/// <param name="Unit">Currency.</param>
public sealed record CostType(string Name, CostBasis Basis, string Unit);

/// <summary>A group of buildings as the exposure file states it, values not yet multiplied out.</summary>
public sealed record Asset
{
    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Longitude in degrees, rounded to 5 decimals.</summary>
    public required double Lon { get; init; }

    /// <summary>Latitude in degrees, rounded to 5 decimals.</summary>
    public required double Lat { get; init; }

    /// <summary>Construction class.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>Number of buildings.</summary>
    public float Number { get; init; } = 1;

    /// <summary>
    /// Area in square metres, of one building or of all (<see cref="ExposureModel.AreaIsAggregated"/>).
    /// </summary>
    public float Area { get; init; } = 1;

    /// <summary>Stated value per cost type, in the order of <see cref="ExposureModel.CostTypes"/>.</summary>
    public required float[] Costs { get; init; }

    /// <summary>Stated retrofitted structural value, where given.</summary>
    public float? Retrofitted { get; init; }

    /// <summary>
    /// Occupants per field, in the order of <see cref="ExposureModel.OccupancyFields"/>; totals, never multiplied by
    /// number.
    /// </summary>
    public float[] Occupants { get; init; } = [];

    /// <summary>Absolute insurance deductible (<c>ideductible</c>), 0 if none.</summary>
    public float Deductible { get; init; }

    /// <summary>
    /// Values of the tags, in the order of <see cref="ExposureModel.TagNames"/>; <c>?</c> where missing. Taxonomy is
    /// not among them.
    /// </summary>
    public string[] Tags { get; init; } = [];
}

/// <summary>An exposure model as read from its files, in file order.</summary>
/// <param name="CostTypes">Declared cost types.</param>
/// <param name="AreaIsAggregated">True if <see cref="Asset.Area"/> is that of all buildings.</param>
/// <param name="OccupancyFields">
/// Occupancy fields: <c>day</c>, <c>night</c>, <c>transit</c>, <c>avg</c>, <c>residents</c>, as declared.
/// </param>
/// <param name="TagNames">Declared tags.</param>
/// <param name="Assets">The assets.</param>
public sealed record ExposureModel(
    IReadOnlyList<CostType> CostTypes, bool AreaIsAggregated, IReadOnlyList<string> OccupancyFields,
    IReadOnlyList<string> TagNames, IReadOnlyList<Asset> Assets);

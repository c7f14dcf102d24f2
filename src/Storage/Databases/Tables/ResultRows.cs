namespace Workers.Storage.Databases.Tables;

// One row type for the engine database and the icebox: the rows travel unparsed. All are keyed by job and attempt.

/// <summary>What the results of an attempt have in common.</summary>
public sealed class ResultSetRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public string[] TagNames { get; set; } = [];
    public string[] LossTypes { get; set; } = [];
    public int[] Realizations { get; set; } = [];
    public double[] Weights { get; set; } = [];
    public string?[] BranchPaths { get; set; } = [];

    /// <summary>Years; null for scenarios.</summary>
    public double? InvestigationTime { get; set; }
    public double? RiskInvestigationTime { get; set; }
    public string[] Warnings { get; set; } = [];
}

/// <summary>An asset that results refer to by its ordinal.</summary>
public sealed class ResultAssetRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Ordinal { get; set; }
    public string AssetId { get; set; } = "";
    public string Taxonomy { get; set; } = "";
    public string[] Tags { get; set; } = [];
    public float Lon { get; set; }
    public float Lat { get; set; }
    public int SiteId { get; set; }
    public float Number { get; set; }

    /// <summary>Exposed value by loss type of the set.</summary>
    public float[] Values { get; set; } = [];
}

/// <summary>A combination of tag values that results are summed over.</summary>
public sealed class ResultAggregateKeyRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }

    /// <summary>The engine's <c>agg_id</c>.</summary>
    public int Ordinal { get; set; }
    public string[] TagNames { get; set; } = [];
    public string[] TagValues { get; set; } = [];
}

/// <summary>Consecutive events of the hazard that results refer to.</summary>
public sealed class ResultEventRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Chunk { get; set; }
    public long[] Ids { get; set; } = [];
    public int[] Realizations { get; set; } = [];

    /// <summary>Null where the hazard has none.</summary>
    public int[]? Years { get; set; }
    public long[]? Ruptures { get; set; }
}

/// <summary>Which table holds an output.</summary>
public enum ResultShape
{
    AssetValues,
    AssetCurves,
    EventTable,
    AggregateTable,
}

/// <summary>A typed output.</summary>
public sealed class ResultOutputRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }

    /// <summary>Position among the outputs.</summary>
    public int Position { get; set; }
    public ResultShape Shape { get; set; }

    /// <summary><see cref="Risk.Results.OutputKind"/>.</summary>
    public string Kind { get; set; } = "";
    public string LossType { get; set; } = "";

    /// <summary>What the columns measure, one for asset values, none for curves.</summary>
    public string[] Measures { get; set; } = [];
    public int? Realization { get; set; }
    public string? Statistic { get; set; }

    /// <summary>PoE of a loss map.</summary>
    public double? Poe { get; set; }
}

/// <summary>Values of consecutive assets.</summary>
public sealed class ResultAssetValuesRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Output { get; set; }

    /// <summary>Ordinal of the asset of the first value.</summary>
    public int FirstAsset { get; set; }
    public float[] Values { get; set; } = [];
}

/// <summary>The loss curve of an asset.</summary>
public sealed class ResultAssetCurvesRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Output { get; set; }
    public int Asset { get; set; }
    public float[] Losses { get; set; } = [];
    public float[] Poes { get; set; } = [];
}

/// <summary>Consecutive rows of a table by event and aggregation.</summary>
public sealed class ResultEventTableRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Output { get; set; }
    public int Chunk { get; set; }
    public long[] EventIds { get; set; } = [];
    public int[] AggregateIds { get; set; } = [];

    /// <summary>Measure by measure: all rows of the first, then of the second, ….</summary>
    public float[] Values { get; set; } = [];
}

/// <summary>Consecutive rows of a table by aggregation, and return period where it has them.</summary>
public sealed class ResultAggregateTableRow
{
    public Guid JobId { get; set; }
    public int Attempt { get; set; }
    public int Output { get; set; }
    public int Chunk { get; set; }
    public int[] AggregateIds { get; set; } = [];

    /// <summary>Years.</summary>
    public double[]? ReturnPeriods { get; set; }

    /// <summary>Measure by measure: all rows of the first, then of the second, ….</summary>
    public double[] Values { get; set; } = [];
}

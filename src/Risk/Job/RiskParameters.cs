namespace Workers.Risk.Job;

/// <summary>
/// Parameters of job.ini that a risk calculator reads. Defaults are the engine's (oqvalidation.py, 3.21).
/// </summary>
public sealed record RiskParameters
{
    /// <summary>Calculation mode.</summary>
    public required RiskMode Mode { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Farthest distance in km at which an asset may use a site, unless there is a grid.</summary>
    public double AssetHazardDistance { get; init; } = 15;

    /// <summary>Spacing in km of the grid that the hazard sites lie on; null without one.</summary>
    public double? RegionGridSpacing { get; init; }

    /// <summary>
    /// Farthest distance in km at which an asset may use a site: on a grid the engine (readinput.py) takes about its
    /// diagonal.
    /// </summary>
    // 1.414 is the engine's figure, not √2: the last digits decide which assets are too far.
    public double SiteDistance => RegionGridSpacing * 1.414 ?? AssetHazardDistance;

    /// <summary>Assets beyond the distance are left out instead of refused.</summary>
    public bool DiscardAssets { get; init; }

    /// <summary>Polygon that assets must lie strictly within: (lon, lat) corners; null means no limit.</summary>
    public IReadOnlyList<(double Lon, double Lat)>? Region { get; init; }

    /// <summary>Investigation time that the job expects of its hazard, years; null if it does not say.</summary>
    public double? InvestigationTime { get; init; }

    /// <summary>Years that results refer to; null means the hazard's investigation time.</summary>
    public double? RiskInvestigationTime { get; init; }

    /// <summary>Parts that each interval of mean loss ratios is split in; 0 and 1 both mean none.</summary>
    public int LremStepsPerInterval { get; init; }

    /// <summary>PoEs at which loss maps are read from loss curves.</summary>
    public IReadOnlyList<double> ConditionalLossPoes { get; init; } = [];

    /// <summary>Quantiles over realizations.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>
    /// Occupancy that scenario losses of occupants use: <c>day</c>, <c>night</c>, <c>transit</c>, <c>avg</c>.
    /// </summary>
    public string TimeEvent { get; init; } = "avg";

    /// <summary>Seed of the per-event random generators.</summary>
    public long MasterSeed { get; init; } = 123456789;

    /// <summary>0: assets vary independently; 1: together.</summary>
    public int AssetCorrelation { get; init; }

    /// <summary>Losses are not sampled, but their variances are kept.</summary>
    public bool IgnoreMasterSeed { get; init; }

    /// <summary>Losses are means: coefficients of variation are not used.</summary>
    public bool IgnoreCovs { get; init; }

    /// <summary>
    /// Losses up to this are dropped, per loss type (strictly greater are kept); <c>default</c> holds for those not
    /// named.
    /// </summary>
    public IReadOnlyDictionary<string, double> MinimumAssetLoss { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Sets of tags that results are aggregated by; <c>taxonomy</c>, <c>id</c> and <c>site_id</c> are allowed.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> AggregateBy { get; init; } = [];

    /// <summary>Average losses per asset are wanted.</summary>
    public bool AvgLosses { get; init; } = true;

    /// <summary>All realizations are treated as one; null: true if logic tree samples &gt; 1.</summary>
    public bool? CollectRlzs { get; init; }

    /// <summary>Loss types summed asset by asset: <c>structural+contents</c>; null means none.</summary>
    public string? TotalLosses { get; init; }

    /// <summary>Cost types whose values may be missing (taken as 0).</summary>
    public IReadOnlyList<string> IgnoreMissingCosts { get; init; } = [];

    /// <summary>Bytes of exposures in CSV files that are no UTF-8 are left out instead of refused.</summary>
    public bool IgnoreEncodingErrors { get; init; }

    /// <summary>
    /// Return periods of aggregate curves in years, ascending; null: chosen from the events; empty (<c>return_periods =
    /// 0</c>): a lone point at 0, as the engine gives.
    /// </summary>
    public IReadOnlyList<double>? ReturnPeriods { get; init; }

    /// <summary>Aggregate curves wanted: <c>ep</c>, <c>aep</c>, <c>oep</c>.</summary>
    public IReadOnlyList<string> AggregateLossCurvesTypes { get; init; } = ["ep"];

    /// <summary>Means over realizations are wanted.</summary>
    public bool Mean { get; init; } = true;

    /// <summary>Greatest values over realizations are wanted.</summary>
    public bool Max { get; init; }

    /// <summary>Standard deviations over realizations are wanted.</summary>
    public bool Std { get; init; }

    /// <summary>Parts that each interval of fragility levels is split in (classical damage).</summary>
    public int StepsPerInterval { get; init; } = 1;

    /// <summary>Levels that a continuous fragility function is tabulated at (classical damage).</summary>
    public int ContinuousFragilityDiscretization { get; init; } = 20;

    /// <summary>Damage is counted in whole buildings, drawn at random.</summary>
    public bool DiscreteDamageDistribution { get; init; }

    /// <summary>The damage state with the most buildings is exported instead of the numbers.</summary>
    public bool ModalDamageState { get; init; }

    /// <summary>Simulations per probability of a secondary peril, e.g. <c>LiqProb</c>: 50.</summary>
    public IReadOnlyDictionary<string, int> SecondarySimulations { get; init; } = new Dictionary<string, int>();

    /// <summary>Interest rate of benefit-cost ratios; null if not given.</summary>
    public double? InterestRate { get; init; }

    /// <summary>Years that a retrofit pays off in; null if not given.</summary>
    public double? AssetLifeExpectancy { get; init; }

    /// <summary>Every parameter as written, for provenance, in file order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AsWritten { get; init; } = [];

    /// <summary>What a user should know of them; results say it too.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

using Workers.Risk.Hazard;

namespace Workers.Risk.Results;

/// <summary>What a risk calculation answers: the assets it used and typed outputs on them.</summary>
/// <param name="Assets">Assets in <c>ordinal</c> order (the engine's order; position = ordinal).</param>
/// <param name="TagNames">
/// Tags of <see cref="ResultAsset.Tags"/>, in exposure order; taxonomy is not among them.
/// </param>
/// <param name="LossTypes">Loss types, in output order; <see cref="ResultAsset.Values"/> follows it.</param>
/// <param name="Realizations">
/// Realizations of the hazard, with weights; outputs refer to them by position, or to 0 where they are collected.
/// </param>
/// <param name="AggregateKeys">
/// Keys of the aggregations; their position is the <c>agg_id</c>. The grand total has the id after the last.
/// </param>
/// <param name="Outputs">The outputs.</param>
/// <param name="InvestigationTime">Hazard investigation time in years, null for scenarios.</param>
/// <param name="RiskInvestigationTime">Years that the results refer to, null for scenarios.</param>
/// <param name="Warnings">What a user should know: discarded assets and the like.</param>
public sealed record RiskResults(
    IReadOnlyList<ResultAsset> Assets,
    IReadOnlyList<string> TagNames,
    IReadOnlyList<string> LossTypes,
    IReadOnlyList<Realization> Realizations,
    IReadOnlyList<AggregateKey> AggregateKeys,
    IReadOnlyList<RiskOutput> Outputs,
    double? InvestigationTime,
    double? RiskInvestigationTime,
    IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// Events of the hazard, where known: event tables are shown with their realization, rupture and year.
    /// </summary>
    public EventSet? Events { get; init; }

    /// <summary>All realizations were treated as one (<c>collect_rlzs</c>): outputs know none but the first.</summary>
    public bool AreCollected => Realizations.Count > 1 && Outputs.All(o => o.Realization is null or 0);
}

/// <summary>Names of losses that a job derives from those of its loss types.</summary>
public static class DerivedLossType
{
    /// <summary>
    /// What exceeds the deductibles of assets. The engine shows it by event, and keeps the rest to itself.
    /// </summary>
    public const string Claim = "claim";
}

/// <summary>An asset as results refer to it.</summary>
/// <param name="Id">Asset id.</param>
/// <param name="Taxonomy">Taxonomy.</param>
/// <param name="Tags">Values of the tags, in the order of <see cref="RiskResults.TagNames"/>.</param>
/// <param name="Lon">Longitude, degrees (float32 precision, as the engine keeps it).</param>
/// <param name="Lat">Latitude, degrees.</param>
/// <param name="SiteId">Hazard site it uses.</param>
/// <param name="Number">Number of buildings.</param>
/// <param name="Values">Exposed value per loss type of <see cref="RiskResults.LossTypes"/>.</param>
public sealed record ResultAsset(
    string Id,
    string Taxonomy,
    IReadOnlyList<string> Tags,
    float Lon,
    float Lat,
    int SiteId,
    float Number,
    float[] Values);

/// <summary>One combination of tag values that losses are summed over.</summary>
/// <param name="TagNames">Tags of the aggregation, e.g. <c>district</c>.</param>
/// <param name="TagValues">Their values.</param>
public sealed record AggregateKey(IReadOnlyList<string> TagNames, IReadOnlyList<string> TagValues);

/// <summary>Kinds of risk outputs, in the engine's words; the text form is what is stored and shown.</summary>
public static class OutputKind
{
    public const string AverageLosses = "avg_losses";
    public const string LossCurves = "loss_curves";
    public const string LossMaps = "loss_maps";
    public const string RiskByEvent = "risk_by_event";
    public const string AggregateRisk = "aggrisk";
    public const string AggregateCurves = "aggcurves";
    public const string Damages = "damages";

    /// <summary>Consequences of an event based calculation, as averages over the risk investigation time.</summary>
    public const string AverageRisk = "avg_risk";

    /// <summary>
    /// Position of the damage state with the most buildings among those of <see cref="Damages"/>, which come first
    /// there.
    /// </summary>
    public const string ModalDamageState = "modal_damage_state";
    public const string BenefitCost = "bcr";
    public const string ReinsuranceByEvent = "reinsurance-risk_by_event";
    public const string ReinsuranceByPolicy = "reinsurance-avg_policy";
    public const string ReinsuranceOfPortfolio = "reinsurance-avg_portfolio";
    public const string ReinsuranceCurves = "reinsurance-aggcurves";
}

/// <summary>
/// Names of what a value measures; damage outputs use the names of their damage states and consequences instead.
/// </summary>
public static class Measure
{
    public const string Loss = "loss";
    public const string Variance = "variance";
    public const string Ratio = "ratio";
    /// <summary>Share of what can be lost: <c>losses_ratio</c>, <c>homeless_ratio</c>.</summary>
    public static string RatioOf(string consequence) => $"{consequence}_{Ratio}";

    public const string LossBefore = "annual_loss_orig";
    public const string LossAfter = "annual_loss_retro";
    public const string BenefitCost = "bcr";
    public const string AmplifiedLoss = "pla_loss";
}

/// <summary>
/// An output of a risk calculation, for one loss type and either a realization or a statistic over them.
/// </summary>
/// <param name="Kind">One of <see cref="OutputKind"/>.</param>
/// <param name="LossType">Loss type.</param>
/// <param name="Realization">Realization ordinal, or null if a statistic or not split by realization.</param>
/// <param name="Statistic"><c>mean</c>, <c>quantile-0.5</c>, …, or null.</param>
public abstract record RiskOutput(string Kind, string LossType, int? Realization, string? Statistic);

/// <summary>One value per asset, in ordinal order: average losses, loss maps, damages of one state.</summary>
/// <param name="Measure">What is measured: <c>loss</c>, or a damage state or consequence.</param>
/// <param name="Poe">PoE of a loss map, null otherwise.</param>
/// <param name="Values">Units of the exposure, buildings, or persons.</param>
public sealed record AssetValues(
    string Kind,
    string LossType,
    string Measure,
    int? Realization,
    string? Statistic,
    double? Poe,
    float[] Values)
    : RiskOutput(Kind, LossType, Realization, Statistic);

/// <summary>
/// One loss curve per asset, in ordinal order: <c>Losses[asset][point]</c> ascending, <c>Poes[asset][point]</c>.
/// </summary>
public sealed record AssetCurves(
    string Kind,
    string LossType,
    int? Realization,
    string? Statistic,
    float[][] Losses,
    float[][] Poes)
    : RiskOutput(Kind, LossType, Realization, Statistic);

/// <summary>Values by event and aggregation; parallel arrays, ordered by event then aggregation.</summary>
/// <param name="Measures">What the columns measure: <c>loss</c>, <c>variance</c>; damage states.</param>
/// <param name="EventIds">Event of each row.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Values"><c>Values[measure][row]</c>.</param>
public sealed record EventTable(
    string Kind,
    string LossType,
    IReadOnlyList<string> Measures,
    long[] EventIds,
    int[] AggregateIds,
    float[][] Values)
    : RiskOutput(Kind, LossType, null, null);

/// <summary>
/// Values by aggregation, and for curves by return period; rows only where there is something to tell.
/// </summary>
/// <param name="Measures">What the columns measure: <c>loss</c>, <c>ratio</c>; damage states.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="ReturnPeriods">Return period of each row in years; null if the table has none.</param>
/// <param name="Values"><c>Values[measure][row]</c>.</param>
public sealed record AggregateTable(
    string Kind,
    string LossType,
    int? Realization,
    string? Statistic,
    IReadOnlyList<string> Measures,
    int[] AggregateIds,
    double[]? ReturnPeriods,
    double[][] Values)
    : RiskOutput(Kind, LossType, Realization, Statistic);

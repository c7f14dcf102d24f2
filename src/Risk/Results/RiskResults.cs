using Workers.Risk.Hazard;

namespace Workers.Risk.Results;

/// <summary>What a risk calculation answers: the assets it used and typed outputs on them.</summary>
/// <param name="Assets">Assets in <c>ordinal</c> order (the engine's order; position = ordinal).</param>
/// <param name="LossTypes">Loss types, in output order; <see cref="ResultAsset.Values"/> follows it.</param>
/// <param name="Realizations">Realizations with weights.</param>
/// <param name="AggregateKeys">Keys of the aggregations; their position is the <c>agg_id</c>. The grand total has the id after the last.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="InvestigationTime">Hazard investigation time in years, null for scenarios.</param>
/// <param name="RiskInvestigationTime">Years that the results refer to, null for scenarios.</param>
/// <param name="Warnings">What a user should know: discarded assets and the like.</param>
public sealed record RiskResults(
    IReadOnlyList<ResultAsset> Assets, IReadOnlyList<string> LossTypes, IReadOnlyList<Realization> Realizations,
    IReadOnlyList<AggregateKey> AggregateKeys, IReadOnlyList<RiskOutput> Outputs,
    double? InvestigationTime, double? RiskInvestigationTime, IReadOnlyList<string> Warnings);

/// <summary>An asset as results refer to it.</summary>
/// <param name="Id">Asset id.</param>
/// <param name="Taxonomy">Taxonomy.</param>
/// <param name="Lon">Longitude, degrees (float32 precision, as the engine keeps it).</param>
/// <param name="Lat">Latitude, degrees.</param>
/// <param name="SiteId">Hazard site it uses.</param>
/// <param name="Number">Number of buildings.</param>
/// <param name="Values">Exposed value per loss type of <see cref="RiskResults.LossTypes"/>.</param>
public sealed record ResultAsset(string Id, string Taxonomy, float Lon, float Lat, int SiteId, float Number, float[] Values);

/// <summary>One combination of tag values that losses are summed over.</summary>
/// <param name="TagNames">Tags of the aggregation, e.g. <c>district</c>.</param>
/// <param name="TagValues">Their values.</param>
public sealed record AggregateKey(IReadOnlyList<string> TagNames, IReadOnlyList<string> TagValues);

/// <summary>Kinds of risk outputs; the text form is what is stored and shown.</summary>
public static class OutputKind
{
    public const string AverageLosses = "avg_losses";
    public const string LossCurves = "loss_curves";
    public const string LossMaps = "loss_maps";
    public const string RiskByEvent = "risk_by_event";
    public const string AggregateRisk = "aggrisk";
}

/// <summary>An output of a risk calculation, for one loss type and either a realization or a statistic over them.</summary>
/// <param name="Kind">One of <see cref="OutputKind"/>.</param>
/// <param name="LossType">Loss type.</param>
/// <param name="Realization">Realization ordinal, or null if a statistic or not split by realization.</param>
/// <param name="Statistic"><c>mean</c>, <c>quantile-0.5</c>, …, or null.</param>
public abstract record RiskOutput(string Kind, string LossType, int? Realization, string? Statistic)
{
    /// <summary>PoE of a loss map, null otherwise.</summary>
    public double? Poe { get; init; }
}

/// <summary>One value per asset, in ordinal order: average losses, loss maps. Units of the exposure.</summary>
public sealed record AssetValues(string Kind, string LossType, int? Realization, string? Statistic, float[] Values)
    : RiskOutput(Kind, LossType, Realization, Statistic);

/// <summary>One loss curve per asset, in ordinal order: <c>Losses[asset][point]</c> ascending, <c>Poes[asset][point]</c>.</summary>
public sealed record AssetCurves(string Kind, string LossType, int? Realization, string? Statistic, float[][] Losses, float[][] Poes)
    : RiskOutput(Kind, LossType, Realization, Statistic);

/// <summary>Losses by event and aggregation; parallel arrays, ordered by event then aggregation.</summary>
/// <param name="EventIds">Event of each row.</param>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Losses">Sum of losses over assets.</param>
/// <param name="Variances">Sum of variances over assets.</param>
public sealed record EventLosses(string LossType, long[] EventIds, int[] AggregateIds, float[] Losses, float[] Variances)
    : RiskOutput(OutputKind.RiskByEvent, LossType, null, null);

/// <summary>Mean or average annual loss by aggregation, rows only where there is some loss.</summary>
/// <param name="AggregateIds">Aggregation of each row.</param>
/// <param name="Losses">Loss.</param>
/// <param name="Ratios">Loss over the total exposed value of the aggregation.</param>
public sealed record AggregateLosses(string LossType, int? Realization, string? Statistic, int[] AggregateIds, double[] Losses, double[] Ratios)
    : RiskOutput(OutputKind.AggregateRisk, LossType, Realization, Statistic);

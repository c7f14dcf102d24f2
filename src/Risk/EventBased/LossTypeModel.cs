using Workers.Risk.Assets;

namespace Workers.Risk.EventBased;

/// <summary>Functions, exposed values and, event by event, losses of a loss type.</summary>
/// <param name="Name">Loss type.</param>
/// <param name="Functions">Functions by taxonomy.</param>
/// <param name="ByOrdinal">Exposed values by ordinal.</param>
/// <param name="Values">The same by position.</param>
internal sealed record LossTypeModel(string Name, Weighted<LossFunction>[][] Functions, float[] ByOrdinal, float[] Values)
{
    /// <summary>Losses of the current event.</summary>
    public EventLosses Losses { get; } = new(Values.Length);

    public static LossTypeModel Of(RiskJob job, AssetCollection assets, int[] ordinals, string lossType, IReadOnlyDictionary<string, int> imts)
    {
        var parameters = job.Parameters;
        var minimum = parameters.MinimumAssetLoss.TryGetValue(lossType, out var own) ? own : parameters.MinimumAssetLoss.GetValueOrDefault("default");
        var functions = job.Vulnerability.ByLossType[lossType].ToDictionary(f => f.Key, f => LossFunction.Of(f.Value, parameters, imts[f.Value.Imt], minimum));
        var values = assets.Values(lossType, parameters.TimeEvent);
        return new(lossType, FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, functions), values, Array.ConvertAll(ordinals, o => values[o]));
    }

    public void Calculate(TaxonomyBlock block, float[][] gmvs, EventDraws draws)
    {
        Losses.Clear(block.Start, block.End);
        var functions = Functions[block.Taxonomy];
        foreach (var (function, weight) in functions)
            function.Add(block, gmvs[function.Imt], draws, Values, functions.Length == 1 ? 1 : weight, Losses);
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Job;

namespace Workers.Risk.EventBased;

/// <summary>Functions, exposed values and, event by event, losses of a loss type.</summary>
/// <param name="Name">Loss type.</param>
/// <param name="Functions">Functions by taxonomy.</param>
/// <param name="MinimumLoss">Losses up to this are dropped.</param>
/// <param name="ByOrdinal">Exposed values by ordinal.</param>
/// <param name="Values">The same by position.</param>
internal sealed record LossTypeModel(
    string Name,
    Weighted<LossFunction>[][] Functions,
    double MinimumLoss,
    float[] ByOrdinal,
    float[] Values)
{
    // Only mappings to several functions need it.
    private readonly EventLosses _ofFunction = new(Functions.Any(f => f.Length > 1) ? Values.Length : 0);

    /// <summary>Losses of the current event.</summary>
    public EventLosses Losses { get; } = new(
        Values.Length,
        Functions.Any(mapped => mapped.Any(f => f.Function.Varies)));

    public static LossTypeModel Create(
        RiskJob job,
        AssetCollection assets,
        ArrangedAssets arranged,
        string lossType,
        IReadOnlyDictionary<string, int> imts)
    {
        var parameters = job.Parameters;
        if (!parameters.MinimumAssetLoss.TryGetValue(lossType, out var minimum))
            minimum = parameters.MinimumAssetLoss.GetValueOrDefault("default");
        var functions = job.Vulnerability.ByLossType[lossType]
            .Where(f => imts.ContainsKey(f.Value.Imt))
            .ToDictionary(f => f.Key, f => LossFunction.Create(f.Value, parameters, imts[f.Value.Imt]));
        return new(
            lossType,
            FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, functions),
            minimum,
            arranged.ByOrdinal[lossType],
            arranged.ByPosition[lossType]);
    }

    public void Calculate(TaxonomyGroup group, float[][] gmvs, EventDraws draws)
    {
        var functions = Functions[group.Taxonomy];
        // No weight is applied to a lone function, as in the engine.
        if (functions.Length == 1)
        {
            Calculate(functions[0].Function, group, gmvs, draws, Losses);
            return;
        }
        Losses.Clear(group.Start, group.End);
        foreach (var (function, weight) in functions)
        {
            _ofFunction.Clear(group.Start, group.End);
            Calculate(function, group, gmvs, draws, _ofFunction);
            for (var p = group.Start; p < group.End; p++)
            {
                Losses.Losses[p] += weight * _ofFunction.Losses[p];
                // Weighted by w, not by its square: so the engine does it (scientific.py).
                Losses.Variances[p] += weight * _ofFunction.Variances[p];
            }
        }
    }

    private void Calculate(
        LossFunction function,
        TaxonomyGroup group,
        float[][] gmvs,
        EventDraws draws,
        EventLosses result)
    {
        var count = group.End - group.Start;
        var losses = result.Losses.AsSpan(group.Start, count);
        var variances = result.Variances.AsSpan(group.Start, count);
        function.Calculate(group, gmvs[function.Imt], draws, Values.AsSpan(group.Start, count), losses, variances);
        // Before insurance and totals, function by function (scientific.py).
        result.Drop(MinimumLoss, group.Start, group.End);
    }
}

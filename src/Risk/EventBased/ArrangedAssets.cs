using Workers.Risk.Assets;
using Workers.Risk.Job;

namespace Workers.Risk.EventBased;

/// <summary>The assets in the order that losses are sampled in, with their values: the same for all blocks.</summary>
/// <param name="Groups">The assets by taxonomy and site.</param>
/// <param name="Ordinals">Ordinal of each position.</param>
/// <param name="ByOrdinal">Exposed values of each loss type by ordinal.</param>
/// <param name="ByPosition">The same by position.</param>
internal sealed record ArrangedAssets(
    TaxonomyGroup[] Groups,
    int[] Ordinals,
    IReadOnlyDictionary<string, float[]> ByOrdinal,
    IReadOnlyDictionary<string, float[]> ByPosition)
{
    public static ArrangedAssets Create(RiskJob job, AssetCollection assets)
    {
        var (groups, ordinals) = TaxonomyGroup.Arrange(assets);
        var values = job.Vulnerability.LossTypes
            .ToDictionary(lossType => lossType, lossType => assets.Values(lossType, job.Parameters.TimeEvent));
        return new(
            groups,
            ordinals,
            values,
            values.ToDictionary(v => v.Key, v => Array.ConvertAll(ordinals, o => v.Value[o])));
    }
}

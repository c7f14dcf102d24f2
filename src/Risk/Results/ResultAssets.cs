using Workers.Risk.Assets;

namespace Workers.Risk.Results;

/// <summary>Assets as results show them.</summary>
internal static class ResultAssets
{
    /// <summary>The assets of a collection with their values by loss type.</summary>
    public static IReadOnlyList<ResultAsset> Of(AssetCollection assets, IReadOnlyList<float[]> values) =>
        [.. assets.Assets.Select((a, i) => new ResultAsset(
            a.Id, a.Taxonomy, a.Tags, (float)a.Lon, (float)a.Lat, assets.SiteIds[i], a.Number, [.. values.Select(v => v[i])]))];
}

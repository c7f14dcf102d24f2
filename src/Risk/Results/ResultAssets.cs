using Workers.Risk.Assets;

namespace Workers.Risk.Results;

/// <summary>Assets as results show them.</summary>
internal static class ResultAssets
{
    /// <summary>The assets of a collection with their values by loss type.</summary>
    public static IReadOnlyList<ResultAsset> From(AssetCollection assets, IReadOnlyList<float[]> values) =>
        [.. assets.Assets.Select((asset, a) => new ResultAsset(
            asset.Id,
            asset.Taxonomy,
            asset.Tags,
            (float)asset.Lon,
            (float)asset.Lat,
            assets.SiteIds[a],
            asset.Number,
            [.. values.Select(v => v[a])]))];
}

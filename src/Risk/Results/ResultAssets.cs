using Workers.Risk.Assets;
using Workers.Risk.Exposure;
using Workers.Risk.Packed;

namespace Workers.Risk.Results;

/// <summary>Assets as results show them.</summary>
internal static class ResultAssets
{
    /// <summary>The assets of a collection with their values by loss type; made as they are asked for.</summary>
    public static IReadOnlyList<ResultAsset> From(AssetCollection assets, IReadOnlyList<float[]> values) =>
        new MadeList<ResultAsset>(
            assets.Count,
            a => From(assets.Assets[a], assets.SiteIds[a], [.. values.Select(v => v[a])]));

    private static ResultAsset From(Asset asset, int site, float[] values) => new(
        asset.Id,
        asset.Taxonomy,
        asset.Tags,
        (float)asset.Lon,
        (float)asset.Lat,
        site,
        asset.Number,
        values);
}

using Workers.Errors;
using Workers.Risk.Assets;

namespace Workers.Risk.Results;

/// <summary>A tag of the assets.</summary>
/// <param name="Values">
/// Its distinct values in order of name; <c>id</c> and <c>site_id</c> keep the order of the assets.
/// </param>
/// <param name="ByAsset">Position of the value of each asset.</param>
public sealed record TagColumn(IReadOnlyList<string> Values, int[] ByAsset)
{
    /// <summary>The column of a tag of the exposure, or of <c>taxonomy</c>, <c>id</c>, <c>site_id</c>.</summary>
    /// <exception cref="InputException">There is no such tag.</exception>
    public static TagColumn Create(AssetCollection assets, string name)
    {
        switch (name)
        {
            // Not sorted: the engine keeps ids and sites in the order of the assets.
            case "id":
                return new([.. assets.Assets.Select(a => a.Id)], [.. Enumerable.Range(0, assets.Count)]);
            case "site_id":
                return From(
                    assets.SiteIds.Distinct().Order().Select(s => s.ToString()),
                    assets.SiteIds.Select(s => s.ToString()));
            case "taxonomy":
                return new(assets.Taxonomies, assets.TaxonomyIndices);
        }
        var tag = assets.Exposure.TagNames.ToList().IndexOf(name);
        if (tag < 0)
            throw ExposureErrors.NoTagToAggregateBy(
                name,
                assets.Exposure.TagNames.Concat(["taxonomy", "id", "site_id"]),
                "job.ini aggregate_by");
        return From(
            // Values of discarded assets too: the engine keeps their keys, without rows.
            assets.Exposure.Assets.Select(a => a.Tags[tag]).Distinct().Order(StringComparer.Ordinal),
            assets.Assets.Select(a => a.Tags[tag]));
    }

    private static TagColumn From(IEnumerable<string> values, IEnumerable<string> byAsset)
    {
        List<string> all = [.. values];
        var position = all.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
        return new(all, [.. byAsset.Select(v => position[v])]);
    }
}

using Workers.Risk.Exposure;

namespace Workers.Risk.Assets;

/// <summary>
/// The assets that a calculation uses, in the engine's <c>ordinal</c> order: by hazard site, then longitude, latitude
/// and file order (risklib/asset.py, hazardlib/geo/utils.py). All arrays are by ordinal.
/// </summary>
/// <param name="Exposure">Where the assets come from.</param>
/// <param name="Assets">The assets.</param>
/// <param name="Sites">Position of the hazard site of each asset, ascending.</param>
/// <param name="SiteIds">Id of that site.</param>
/// <param name="Taxonomies">All taxonomies of the exposure, sorted: the order that random numbers are drawn in.</param>
/// <param name="TaxonomyIndices">Position of the taxonomy of each asset in <paramref name="Taxonomies"/>.</param>
public sealed record AssetCollection(
    ExposureModel Exposure,
    IReadOnlyList<Asset> Assets,
    int[] Sites,
    int[] SiteIds,
    string[] Taxonomies,
    int[] TaxonomyIndices)
{
    /// <summary>Number of assets.</summary>
    public int Count => Assets.Count;

    /// <summary>Exposed values by ordinal.</summary>
    /// <param name="lossType">Loss type.</param>
    /// <param name="timeEvent">Occupancy that losses of occupants refer to.</param>
    public float[] Values(string lossType, string timeEvent) =>
        Each(AssetValuation.For(Exposure, lossType, timeEvent));

    /// <summary>What each asset has of something, by ordinal.</summary>
    public float[] Each(Func<Asset, float> value)
    {
        var values = new float[Count];
        for (var a = 0; a < values.Length; a++)
            values[a] = value(Assets[a]);
        return values;
    }

    /// <summary>
    /// The groups of assets that share site and taxonomy, by taxonomy then site: what is calculated once for all of
    /// them.
    /// </summary>
    public AssetGroup[] Groups()
    {
        var order = Enumerable.Range(0, Count).ToArray();
        // Ordinals are by site, so this is by taxonomy, then site. Keys are unique, as Array.Sort is not stable.
        Array.Sort([.. order.Select(a => ((long)TaxonomyIndices[a] << 32) | (uint)a)], order);
        var groups = new List<AssetGroup>();
        var start = 0;
        while (start < order.Length)
        {
            var taxonomy = TaxonomyIndices[order[start]];
            var site = Sites[order[start]];
            var end = start + 1;
            while (end < order.Length && TaxonomyIndices[order[end]] == taxonomy && Sites[order[end]] == site)
                end++;
            groups.Add(new(taxonomy, site, order[start..end]));
            start = end;
        }
        return [.. groups];
    }
}

/// <summary>Assets of one taxonomy at one site.</summary>
/// <param name="Taxonomy">Position of the taxonomy.</param>
/// <param name="Site">Position of the site.</param>
/// <param name="Assets">Ordinals, ascending.</param>
public sealed record AssetGroup(int Taxonomy, int Site, int[] Assets);

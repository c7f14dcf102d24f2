using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;

namespace Workers.Risk.Assets;

/// <summary>Gives each asset its hazard site: the nearest one, within the asset hazard distance.</summary>
public static class AssetAssociation
{
    // A whole exposure may be too far: the error must still fit on a screen.
    private const int MaxListed = 20;

    /// <summary>The assets of a job in the order of calculation.</summary>
    /// <param name="job">The job; its assets are already clipped to the area of interest.</param>
    /// <param name="sites">Hazard sites.</param>
    /// <param name="warnings">Gets a sentence about assets left out.</param>
    /// <exception cref="InputException">
    /// No asset is left, or assets are too far from any site and may not be discarded.
    /// </exception>
    public static AssetCollection Collect(RiskJob job, SiteCollection sites, ICollection<string> warnings)
    {
        var inside = InRegion(job, warnings);
        var index = new SiteIndex(sites);
        var near = new List<(int Site, Asset Asset)>();
        var far = new List<(double Distance, Asset Asset)>();
        (double, double)? last = null;
        (int Site, double Distance) nearest = default;
        // The engine's order: its exposure mesh is sorted by longitude, then latitude (risklib/asset.py).
        foreach (var asset in inside.OrderBy(a => a.Lon).ThenBy(a => a.Lat))
        {
            // Many assets share a location: the tree is searched once for each.
            if (last != (asset.Lon, asset.Lat))
            {
                last = (asset.Lon, asset.Lat);
                nearest = index.Nearest(asset.Lon, asset.Lat);
            }
            if (nearest.Distance <= job.Parameters.SiteDistance)
                near.Add((nearest.Site, asset));
            else
                far.Add((nearest.Distance, asset));
        }
        if (far.Count > 0)
            Discard(job.Parameters, far, near.Count, warnings);
        return Order(job.Exposure, sites, near);
    }

    private static IReadOnlyList<Asset> InRegion(RiskJob job, ICollection<string> warnings)
    {
        var assets = job.Exposure.Assets;
        if (assets.Count == 0)
            throw ExposureErrors.NoAssets(where: null);
        if (job.Parameters.Region is not { Count: > 2 } corners)
            return assets;
        var region = new Region(corners);
        var inside = assets.Where(a => region.Contains(a.Lon, a.Lat)).ToList();
        if (inside.Count == 0)
            throw ExposureErrors.NoneInRegion(assets.Count);
        if (inside.Count < assets.Count)
        {
            var outside = assets.Count - inside.Count;
            warnings.Add($"{outside} of {assets.Count} assets are outside the region and were left out");
        }
        return inside;
    }

    private static void Discard(
        RiskParameters parameters,
        List<(double Distance, Asset Asset)> far,
        int near,
        ICollection<string> warnings)
    {
        var list = string.Join(", ", far.Take(MaxListed).Select(f => Describe(f.Asset, f.Distance)));
        if (far.Count > MaxListed)
            list += $" and {far.Count - MaxListed} more";
        var all = far.Count + near;
        // Scenario modes always discard, as the engine does.
        var mayDiscard = parameters.DiscardAssets || parameters.Mode.DiscardsAssets;
        if (near == 0 || !mayDiscard)
            throw FitErrors.AssetsTooFar(far.Count, all, parameters.SiteDistance, list);
        warnings.Add(
            $"{far.Count} of {all} assets have no hazard site within {parameters.SiteDistance} km " +
            $"and were discarded: {list}");
    }

    private static string Describe(Asset asset, double distance) =>
        $"{asset.Id} at ({asset.Lon:0.#####} {asset.Lat:0.#####}) {distance:0.#} km";

    private static AssetCollection Order(
        ExposureModel exposure,
        SiteCollection sites,
        List<(int Site, Asset Asset)> near)
    {
        // A stable sort: inside a site the order by place remains.
        var ordered = near.OrderBy(n => n.Site).ToArray();
        // Those of discarded assets too: they count in the agg_id of aggregate_by = taxonomy.
        string[] taxonomies = [.. exposure.Assets.Select(a => a.Taxonomy).Distinct().Order(StringComparer.Ordinal)];
        var position = taxonomies.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i);
        return new(exposure,
            Array.ConvertAll(ordered, n => n.Asset),
            Array.ConvertAll(ordered, n => n.Site),
            Array.ConvertAll(ordered, n => sites.Ids[n.Site]),
            taxonomies,
            Array.ConvertAll(ordered, n => position[n.Asset.Taxonomy]));
    }
}

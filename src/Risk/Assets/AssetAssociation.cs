using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Packed;

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
        var places = Places(inside);
        var index = new SiteIndex(sites);
        // Site above, position among the places below: sorted, they are the order of the assets.
        var near = new List<long>(places.Length);
        var far = new List<(double Distance, int Asset)>();
        (double, double)? last = null;
        (int Site, double Distance) nearest = default;
        for (var p = 0; p < places.Length; p++)
        {
            var (lon, lat, asset) = places[p];
            // Many assets share a location: the tree is searched once for each.
            if (last != (lon, lat))
            {
                last = (lon, lat);
                nearest = index.Nearest(lon, lat);
            }
            if (nearest.Distance <= job.Parameters.SiteDistance)
                near.Add(((long)nearest.Site << 32) | (uint)p);
            else
                far.Add((nearest.Distance, asset));
        }
        if (far.Count > 0)
            Discard(job.Parameters, inside, far, near.Count, warnings);
        near.Sort();
        return Order(
            job.Exposure,
            sites,
            inside.At([.. near.Select(n => places[(int)n].Asset)]),
            [.. near.Select(n => (int)(n >> 32))]);
    }

    /// <summary>
    /// Places of assets in the engine's order: its exposure mesh is sorted by longitude, then latitude
    /// (risklib/asset.py).
    /// </summary>
    private static (double Lon, double Lat, int Asset)[] Places(IReadOnlyList<Asset> assets)
    {
        var places = new (double, double, int)[assets.Count];
        for (var a = 0; a < places.Length; a++)
        {
            var asset = assets[a];
            // The position comes last: of equal places the order of the file remains.
            places[a] = (asset.Lon, asset.Lat, a);
        }
        Array.Sort(places);
        return places;
    }

    private static IReadOnlyList<Asset> InRegion(RiskJob job, ICollection<string> warnings)
    {
        var assets = job.Exposure.Assets;
        if (assets.Count == 0)
            throw ExposureErrors.NoAssets(where: null);
        if (job.Parameters.Region is not { Count: > 2 } corners)
            return assets;
        var region = new Region(corners);
        var inside = assets.Only(a => region.Contains(a.Lon, a.Lat));
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
        IReadOnlyList<Asset> assets,
        List<(double Distance, int Asset)> far,
        int near,
        ICollection<string> warnings)
    {
        var list = string.Join(", ", far.Take(MaxListed).Select(f => Describe(assets[f.Asset], f.Distance)));
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
        IReadOnlyList<Asset> ordered,
        int[] siteOf)
    {
        // Those of discarded assets too: they count in the agg_id of aggregate_by = taxonomy.
        string[] taxonomies = [.. exposure.Assets.Select(a => a.Taxonomy).Distinct().Order(StringComparer.Ordinal)];
        var position = taxonomies.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i);
        return new(
            exposure,
            ordered,
            siteOf,
            Array.ConvertAll(siteOf, s => sites.Ids[s]),
            taxonomies,
            [.. ordered.Select(asset => position[asset.Taxonomy])]);
    }
}

using NetTopologySuite.Geometries;
using Npgsql;
using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Storage.Databases;

namespace Workers.Storage.Spatial;

/// <summary>
/// Where the assets of a risk model are that no hazard site is near to, and how far the nearest is: what a person needs
/// to know which of the two is wrong.
/// </summary>
internal static class FarAssets
{
    // Enough to see which of the two is wrong; an error is no list of the exposure.
    private const int Listed = 20;

    /// <summary>
    /// The first places with assets and the distance, through the earth, to the nearest site; null if there is no asset
    /// in the area.
    /// </summary>
    public static async Task<string?> ListAsync(
        NpgsqlConnection icebox,
        Guid hazardId,
        string modelId,
        Geometry? area,
        CancellationToken cancel)
    {
        var inArea = area is null ? "" : " AND ST_Intersects(geom, $2)";
        var places = await icebox.QueryAsync(
            $"""
            SELECT ST_X(geom), ST_Y(geom), count(*) OVER ()
            FROM icebox.risk_model_location
            WHERE model_id = $1{inArea}
            ORDER BY ordinal
            LIMIT {Listed}
            """,
            row => (Lon: row.GetDouble(0), Lat: row.GetDouble(1), All: row.GetInt64(2)),
            cancel,
            area is null ? [modelId] : [modelId, area]);
        if (places.Count == 0)
            return null;
        var index = new SiteIndex(await SitesAsync(icebox, hazardId, cancel));
        var list = places.Select(place =>
        {
            var distance = index.Nearest(place.Lon, place.Lat).Distance;
            return FormattableString.Invariant($"({place.Lon:0.#####} {place.Lat:0.#####}) {distance:0.#} km");
        });
        var more = places[0].All - places.Count;
        return $"assets at {string.Join(", ", list)}" + (more > 0 ? $" and {more} more places" : "");
    }

    private static async Task<SiteCollection> SitesAsync(
        NpgsqlConnection icebox,
        Guid hazardId,
        CancellationToken cancel)
    {
        var sites = await icebox.QueryAsync(
            "SELECT site_id, ST_X(geom), ST_Y(geom) FROM icebox.hazard_site WHERE hazard_id = $1",
            row => (Id: row.GetInt32(0), Lon: row.GetDouble(1), Lat: row.GetDouble(2)),
            cancel,
            hazardId);
        return new SiteCollection(
            [.. sites.Select(s => s.Id)],
            [.. sites.Select(s => s.Lon)],
            [.. sites.Select(s => s.Lat)]);
    }
}

using NetTopologySuite.Geometries;
using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Spatial;

/// <summary>
/// Which sites of a hazard calculation a job needs. Resolved in PostGIS before anything is streamed. Every search is by
/// the spatial index first (<c>OFFSET 0</c> keeps it apart): of a calculation that has just been archived the planner
/// knows nothing, takes it for one site, and compares all pairs.
/// </summary>
internal static class SiteSelection
{
    private const double EarthRadiusKm = 6371;

    /// <summary>Metres added, so that rounding never costs an asset at the edge its site.</summary>
    private const double Margin = 10;

    /// <summary>Sites in the area or within the distance of its edge, in order of the Hilbert curve.</summary>
    /// <param name="distanceKm">Straight through the earth, as the engine associates assets with sites.</param>
    public static Task<List<int>> InAreaAsync(
        NpgsqlConnection icebox,
        Guid hazardId,
        Geometry area,
        double distanceKm,
        CancellationToken cancel) =>
        icebox.QueryAsync(
            // The edge is cut in short pieces: straight in degrees stays straight on the globe, and each of them finds
            // its sites by the index.
            """
            WITH piece AS MATERIALIZED (
                SELECT (ST_Dump(ST_Subdivide(ST_Segmentize(ST_Boundary($2), 0.25), 32))).geom::geography AS line
            ), part AS MATERIALIZED (
                SELECT (ST_Dump($2)).geom AS polygon
            )
            SELECT site_id
            FROM (
                SELECT s.site_id, s.curve_order
                FROM part
                CROSS JOIN LATERAL (
                    SELECT *
                    FROM icebox.hazard_site
                    WHERE ST_Intersects(geom, part.polygon)
                    OFFSET 0
                ) s
                WHERE s.hazard_id = $1
                UNION
                SELECT s.site_id, s.curve_order
                FROM piece
                CROSS JOIN LATERAL (
                    SELECT *
                    FROM icebox.hazard_site
                    WHERE ST_DWithin(geom::geography, piece.line, $3, false)
                    OFFSET 0
                ) s
                WHERE s.hazard_id = $1
            ) AS near
            ORDER BY curve_order
            """,
            row => row.GetInt32(0),
            cancel,
            hazardId,
            area,
            AlongTheSurface(distanceKm));

    /// <summary>Sites within the distance of any asset of a risk model, in order of the Hilbert curve.</summary>
    /// <param name="sites">Number of sites of the hazard calculation.</param>
    public static async Task<List<int>> NearModelAsync(
        NpgsqlConnection icebox,
        Guid hazardId,
        int sites,
        string modelId,
        double distanceKm,
        CancellationToken cancel)
    {
        var locations = await icebox.ScalarAsync<long>(
            "SELECT count(*) FROM icebox.risk_model_location WHERE model_id = $1",
            cancel,
            modelId);
        return await icebox.QueryAsync(
            locations * LocationsPerSite < sites ? FromLocations : FromSites,
            row => row.GetInt32(0),
            cancel,
            hazardId,
            modelId,
            AlongTheSurface(distanceKm));
    }

    /// <summary>
    /// Looking up the sites of each location costs as many rows as there are; looking up one location of each site
    /// costs one.
    /// </summary>
    private const int LocationsPerSite = 100;

    private const string FromLocations =
        """
        SELECT site_id
        FROM (
            SELECT DISTINCT s.site_id, s.curve_order
            FROM icebox.risk_model_location l
            CROSS JOIN LATERAL (
                SELECT *
                FROM icebox.hazard_site
                WHERE ST_DWithin(geom::geography, l.geom::geography, $3, false)
                OFFSET 0
            ) s
            WHERE s.hazard_id = $1 AND l.model_id = $2
        ) AS near
        ORDER BY curve_order
        """;

    private const string FromSites =
        """
        SELECT s.site_id
        FROM icebox.hazard_site s
        WHERE s.hazard_id = $1
        AND EXISTS (
            SELECT
            FROM (
                SELECT model_id
                FROM icebox.risk_model_location
                WHERE ST_DWithin(geom::geography, s.geom::geography, $3, false)
                OFFSET 0
            ) l
            WHERE l.model_id = $2)
        ORDER BY s.curve_order
        """;

    private static double AlongTheSurface(double chordKm) =>
        2 * EarthRadiusKm * Math.Asin(Math.Min(1, chordKm / (2 * EarthRadiusKm))) * 1000 + Margin;
}

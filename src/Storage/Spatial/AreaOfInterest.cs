using System.Text.Json;

namespace Workers.Storage.Spatial;

/// <summary>The area whose assets a job is about: polygons with holes in longitudes of -180..180, split at the antimeridian.</summary>
public sealed class AreaOfInterest
{
    /// <summary>Reads an area from a request.</summary>
    /// <param name="boundingBox">West, south, east, north in degrees; west &gt; east crosses the antimeridian.</param>
    /// <param name="geometry">GeoJSON Polygon or MultiPolygon, or a Feature or FeatureCollection of such.</param>
    /// <returns>Null if there is neither: "the exposure".</returns>
    /// <exception cref="Risk.Input.InputException">AreaInvalid, AreaTooComplex; RequestInvalid if there are both.</exception>
    public static AreaOfInterest? Parse(IReadOnlyList<double>? boundingBox, JsonElement? geometry) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="ToGeoJson"/> wrote; null for null.</summary>
    public static AreaOfInterest? FromGeoJson(string? geoJson) => throw new NotImplementedException();

    /// <summary>GeoJSON of the area, normalized: what is stored.</summary>
    public string ToGeoJson() => throw new NotImplementedException();

    /// <summary>Whether a place is in the area or on its edge; indexed, for many assets.</summary>
    public bool Contains(double lon, double lat) => throw new NotImplementedException();
}

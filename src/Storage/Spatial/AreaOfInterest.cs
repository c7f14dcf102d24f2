using System.Text.Json;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Workers.Errors;

namespace Workers.Storage.Spatial;

/// <summary>
/// The area whose assets a job is about: polygons with holes, edges straight in longitude and latitude (RFC 7946), cut
/// at the antimeridian so that all longitudes are within -180..180.
/// </summary>
public sealed class AreaOfInterest
{
    private readonly IndexedPointInAreaLocator _locator;

    private AreaOfInterest(Geometry geometry)
    {
        Geometry = geometry;
        _locator = new IndexedPointInAreaLocator(geometry);
        // Builds its index now, so that any number of threads may ask.
        _locator.Locate(new Coordinate(0, 0));
    }

    /// <summary>Polygon or MultiPolygon, WGS 84.</summary>
    internal Geometry Geometry { get; }

    /// <summary>Reads an area from a request.</summary>
    /// <param name="boundingBox">West, south, east, north in degrees; west &gt; east crosses the antimeridian.</param>
    /// <param name="geometry">
    /// GeoJSON Polygon or MultiPolygon, or a Feature or FeatureCollection of one. An edge between longitudes more than
    /// 180 degrees apart crosses the antimeridian, as does one to a longitude beyond 180.
    /// </param>
    /// <returns>Null if there is neither: "the exposure".</returns>
    /// <exception cref="InputException">AreaInvalid, AreaTooComplex; RequestInvalid if there are both.</exception>
    public static AreaOfInterest? Parse(IReadOnlyList<double>? boundingBox, JsonElement? geometry)
    {
        var hasGeometry = geometry is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };
        if (boundingBox is not null && hasGeometry)
            throw AreaErrors.BoxAndGeometry();
        if (boundingBox is not null)
            return new AreaOfInterest(Antimeridian.Cut(BoundingBox.Read(boundingBox)));
        return hasGeometry ? new AreaOfInterest(Antimeridian.Cut(GeoJsonArea.Read(geometry!.Value))) : null;
    }

    /// <summary>Reads what <see cref="ToGeoJson"/> wrote; null for null.</summary>
    public static AreaOfInterest? FromGeoJson(string? geoJson)
    {
        if (geoJson is null)
            return null;
        using var document = JsonDocument.Parse(geoJson);
        return Parse(null, document.RootElement);
    }

    /// <summary>GeoJSON of the area, normalized: what is stored.</summary>
    public string ToGeoJson() => GeoJsonArea.Write(Geometry);

    /// <summary>
    /// Whether a place is in the area or on its edge; indexed, for many assets. Any number of threads may ask.
    /// </summary>
    public bool Contains(double lon, double lat) =>
        _locator.Locate(new Coordinate(lon, lat)) != Location.Exterior
        || (Math.Abs(lon) == 180 && _locator.Locate(new Coordinate(-lon, lat)) != Location.Exterior);
}

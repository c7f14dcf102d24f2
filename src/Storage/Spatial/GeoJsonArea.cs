using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using Workers.Errors;

namespace Workers.Storage.Spatial;

/// <summary>GeoJSON polygons (RFC 7946) as strangers send them: limited, checked, then geometry.</summary>
internal static class GeoJsonArea
{
    /// <summary>Most corners that an area may have.</summary>
    public const int MaxVertices = 20_000;

    private const int MaxRings = 2_000;
    private const string Right = "a GeoJSON Polygon or MultiPolygon, or a Feature or FeatureCollection of one";

    public static MultiPolygon Read(JsonElement json)
    {
        var (type, coordinates) = Geometry(json, depth: 0);
        var budget = new Budget();
        Polygon[] polygons = type == "Polygon"
            ? [Polygon(coordinates, "coordinates", budget)]
            : [.. Items(coordinates, "coordinates").Select((polygon, i) => Polygon(polygon, $"coordinates[{i}]", budget))];
        if (polygons.Length == 0)
            throw Invalid("the MultiPolygon has no polygon", "coordinates");
        var area = GeometryFactory.Default.CreateMultiPolygon(polygons);
        var check = new IsValidOp(area);
        return check.IsValid ? area : throw Invalid($"{check.ValidationError.Message} near {check.ValidationError.Coordinate}", "coordinates",
            "rings that do not cross themselves, holes inside their polygon, polygons that do not overlap");
    }

    public static string Write(Geometry geometry)
    {
        var json = new StringBuilder();
        if (geometry is Polygon lone)
            WritePolygon(json.Append("""{"type":"Polygon","coordinates":"""), lone);
        else
            List(json.Append("""{"type":"MultiPolygon","coordinates":"""), ((MultiPolygon)geometry).Geometries, (j, p) => WritePolygon(j, (Polygon)p));
        return json.Append('}').ToString();
    }

    private static (string Type, JsonElement Coordinates) Geometry(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw Invalid("the area has no GeoJSON type", "area.geometry");
        return type.GetString() switch
        {
            "Polygon" or "MultiPolygon" when json.TryGetProperty("coordinates", out var coordinates) => (type.GetString()!, coordinates),
            "Feature" when depth < 2 && json.TryGetProperty("geometry", out var geometry) => Geometry(geometry, 2),
            "FeatureCollection" when depth == 0 && json.TryGetProperty("features", out var features)
                && features.ValueKind == JsonValueKind.Array && features.GetArrayLength() == 1 => Geometry(features[0], 1),
            _ => throw Invalid($"the area is not of polygons: {type.GetString()}", "area.geometry"),
        };
    }

    private static Polygon Polygon(JsonElement json, string where, Budget budget)
    {
        var rings = Items(json, where).Select((ring, i) => Ring(ring, $"{where}[{i}]", budget)).ToList();
        if (rings.Count == 0)
            throw Invalid("a polygon without a ring", where);
        var shell = GeometryFactory.Default.CreateLinearRing(rings[0]);
        foreach (var hole in rings.Skip(1))
            Antimeridian.MoveInto(hole, shell.EnvelopeInternal);
        return GeometryFactory.Default.CreatePolygon(shell, [.. rings.Skip(1).Select(GeometryFactory.Default.CreateLinearRing)]);
    }

    private static Coordinate[] Ring(JsonElement json, string where, Budget budget)
    {
        budget.TakeRing(where);
        var ring = Items(json, where).Select((position, i) => Position(position, $"{where}[{i}]", budget)).ToArray();
        if (ring.Length < 4 || !ring[0].Equals2D(ring[^1]))
            throw Invalid("a ring that is not closed", where, "at least four positions, the last equal to the first");
        Antimeridian.Unroll(ring);
        if (!ring[0].Equals2D(ring[^1], 1e-9))
            throw Invalid("a ring around a pole", where, "the polygon cut at the antimeridian, its corners at the pole given");
        ring[^1] = ring[0].Copy();
        if (ring.Max(c => c.X) - ring.Min(c => c.X) > 360)
            throw Invalid("a ring wider than the globe", where);
        return ring;
    }

    private static Coordinate Position(JsonElement json, string where, Budget budget)
    {
        budget.TakeVertex(where);
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 2 or > 4
            || json[0].ValueKind != JsonValueKind.Number || json[1].ValueKind != JsonValueKind.Number
            || !json[0].TryGetDouble(out var lon) || !json[1].TryGetDouble(out var lat))
            throw Invalid("a position that is not [longitude, latitude]", where);
        if (!double.IsFinite(lon) || !double.IsFinite(lat) || Math.Abs(lon) > 360 || Math.Abs(lat) > 90)
            throw Invalid($"a position beyond the map: [{lon}, {lat}]", where, "longitude in -180..180 (to 360 across the antimeridian), latitude in -90..90");
        return new Coordinate(lon, lat);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw Invalid("not an array", where);

    private static void WritePolygon(StringBuilder json, Polygon polygon) =>
        List(json, [polygon.ExteriorRing, .. polygon.InteriorRings], (ring, line) =>
            List(ring, line.Coordinates, (corner, c) => corner.Append($"[{c.X:R},{c.Y:R}]")));

    private static void List<T>(StringBuilder json, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        var separator = '[';
        foreach (var item in items)
        {
            json.Append(separator);
            write(json, item);
            separator = ',';
        }
        json.Append(']');
    }

    private static InputException Invalid(string what, string where, string expected = Right) => new(ErrorCode.AreaInvalid, what, where, expected);

    /// <summary>What is left of the corners and rings that an area may have.</summary>
    private sealed class Budget
    {
        private int _vertices = MaxVertices, _rings = MaxRings;

        public void TakeVertex(string where) => Take(ref _vertices, MaxVertices, "corners", where);

        public void TakeRing(string where) => Take(ref _rings, MaxRings, "rings", where);

        private static void Take(ref int left, int most, string what, string where)
        {
            if (--left < 0)
                throw new InputException(ErrorCode.AreaTooComplex, $"the area has more than {most} {what}", where, "a simplified polygon");
        }
    }
}

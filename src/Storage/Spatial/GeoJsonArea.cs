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

    public static MultiPolygon Read(JsonElement json)
    {
        var (type, coordinates) = Geometry(json, depth: 0);
        var budget = new Budget();
        Polygon[] polygons = type == "Polygon"
            ? [Polygon(coordinates, "coordinates", budget)]
            : [.. Items(coordinates, "coordinates").Select((p, i) => Polygon(p, $"coordinates[{i}]", budget))];
        if (polygons.Length == 0)
            throw AreaErrors.NoPolygon("coordinates");
        var area = GeometryFactory.Default.CreateMultiPolygon(polygons);
        var check = new IsValidOp(area);
        if (check.IsValid)
            return area;
        var error = check.ValidationError;
        throw AreaErrors.PolygonsInvalid(error.Message, $"{error.Coordinate}", "coordinates");
    }

    public static string Write(Geometry geometry)
    {
        var json = new StringBuilder();
        if (geometry is Polygon lone)
        {
            json.Append("""{"type":"Polygon","coordinates":""");
            WritePolygon(json, lone);
        }
        else
        {
            json.Append("""{"type":"MultiPolygon","coordinates":""");
            List(json, ((MultiPolygon)geometry).Geometries, (list, polygon) => WritePolygon(list, (Polygon)polygon));
        }
        return json.Append('}').ToString();
    }

    private static (string Type, JsonElement Coordinates) Geometry(JsonElement json, int depth)
    {
        // The depth bounds the recursion: a stranger may send features within features.
        var type = TypeOf(json);
        return type switch
        {
            "Polygon" or "MultiPolygon" when json.TryGetProperty("coordinates", out var coordinates)
                => (type, coordinates),
            "Feature" when depth < 2 && json.TryGetProperty("geometry", out var geometry)
                => Geometry(geometry, 2),
            "FeatureCollection" when depth == 0 && json.TryGetProperty("features", out var features)
                && features.ValueKind == JsonValueKind.Array
                && features.GetArrayLength() == 1
                => Geometry(features[0], 1),
            _ => throw AreaErrors.NotOfPolygons(type),
        };
    }

    private static string TypeOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String)
            throw AreaErrors.NoGeoJsonType();
        return type.GetString()!;
    }

    private static Polygon Polygon(JsonElement json, string where, Budget budget)
    {
        var rings = Items(json, where).Select((ring, i) => Ring(ring, $"{where}[{i}]", budget)).ToList();
        if (rings.Count == 0)
            throw AreaErrors.NoRing(where);
        var shell = GeometryFactory.Default.CreateLinearRing(rings[0]);
        foreach (var hole in rings.Skip(1))
            Antimeridian.MoveInto(hole, shell.EnvelopeInternal);
        var holes = rings.Skip(1).Select(GeometryFactory.Default.CreateLinearRing);
        return GeometryFactory.Default.CreatePolygon(shell, [.. holes]);
    }

    private static Coordinate[] Ring(JsonElement json, string where, Budget budget)
    {
        budget.TakeRing(where);
        var ring = Items(json, where).Select((position, i) => Position(position, $"{where}[{i}]", budget)).ToArray();
        if (ring.Length < 4 || !ring[0].Equals2D(ring[^1]))
            throw AreaErrors.RingOpen(where);
        Antimeridian.Unroll(ring);
        if (!ring[0].Equals2D(ring[^1], 1e-9))
            throw AreaErrors.RingAroundAPole(where);
        ring[^1] = ring[0].Copy();
        if (ring.Max(c => c.X) - ring.Min(c => c.X) > 360)
            throw AreaErrors.RingTooWide(where);
        return ring;
    }

    private static Coordinate Position(JsonElement json, string where, Budget budget)
    {
        budget.TakeVertex(where);
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 2 or > 4
            || json[0].ValueKind != JsonValueKind.Number || json[1].ValueKind != JsonValueKind.Number
            || !json[0].TryGetDouble(out var lon) || !json[1].TryGetDouble(out var lat))
            throw AreaErrors.NotAPosition(where);
        if (!double.IsFinite(lon) || !double.IsFinite(lat) || Math.Abs(lon) > 360 || Math.Abs(lat) > 90)
            throw AreaErrors.PositionBeyondTheMap(lon, lat, where);
        return new Coordinate(lon, lat);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw AreaErrors.NotAnArray(where);

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

    /// <summary>What is left of the corners and rings that an area may have.</summary>
    private sealed class Budget
    {
        private int _vertices = MaxVertices;
        private int _rings = MaxRings;

        public void TakeVertex(string where) => Take(ref _vertices, MaxVertices, "corners", where);

        public void TakeRing(string where) => Take(ref _rings, MaxRings, "rings", where);

        private static void Take(ref int left, int most, string what, string where)
        {
            left--;
            if (left < 0)
                throw AreaErrors.TooComplex(most, what, where);
        }
    }
}

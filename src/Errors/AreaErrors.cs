using System.Globalization;

namespace Workers.Errors;

/// <summary>Sentences of the errors of areas of interest (1001, 1002; 1003 where there are two).</summary>
public static class AreaErrors
{
    private const string Right = "a GeoJSON Polygon or MultiPolygon, or a Feature or FeatureCollection of one";
    private const string FileOrBox = "a GeoJSON file, or west,south,east,north in degrees (12.5,42.9,12.7,43.1)";
    private const string Geometry = "area.geometry";

    /// <summary>W1003.</summary>
    public static InputException BoxAndGeometry() => new(
        ErrorCode.RequestInvalid,
        "The area has both a bounding box and a geometry.",
        "area",
        "one of them");

    /// <summary>W1001.</summary>
    public static InputException NeitherFileNorBox(string text, string where) =>
        Invalid($"'{text}' is neither a file nor a bounding box.", where, FileOrBox);

    /// <summary>W1001.</summary>
    public static InputException FileNotJson(string reason, string file) =>
        Invalid($"The file is not JSON: {reason.TrimEnd('.')}.", file, FileOrBox);

    /// <summary>W1002.</summary>
    public static InputException FileTooLarge(long mostMegabytes, string file) => new(
        ErrorCode.AreaTooComplex,
        $"The file holds more than {mostMegabytes} MB.",
        file,
        "a simpler area");

    /// <summary>W1001.</summary>
    public static InputException BoxNotOfFourNumbers(IEnumerable<double> box) =>
        Box("The bounding box is not of four finite numbers", box);

    /// <summary>W1001.</summary>
    public static InputException BoxBeyondTheMap(IEnumerable<double> box) =>
        Box("The bounding box goes beyond the map", box);

    /// <summary>W1001.</summary>
    public static InputException BoxWithoutArea(IEnumerable<double> box) =>
        Box("The bounding box has no area", box);

    /// <summary>W1001.</summary>
    public static InputException NoGeoJsonType() => Invalid("The area has no GeoJSON type.", Geometry);

    /// <summary>W1001.</summary>
    public static InputException NotOfPolygons(string? type) =>
        Invalid($"The area is not of polygons: {Shown.Shorten(type ?? "null")}.", Geometry);

    /// <summary>W1001.</summary>
    public static InputException NoPolygon(string where) => Invalid("The MultiPolygon has no polygon.", where);

    /// <summary>W1001.</summary>
    public static InputException NoRing(string where) => Invalid("The polygon has no ring.", where);

    /// <summary>W1001.</summary>
    public static InputException RingOpen(string where) => Invalid(
        "The ring is not closed.",
        where,
        "at least four positions, the last equal to the first");

    /// <summary>W1001.</summary>
    public static InputException RingAroundAPole(string where) => Invalid(
        "The ring goes around a pole.",
        where,
        "the polygon cut at the antimeridian, its corners at the pole given");

    /// <summary>W1001.</summary>
    public static InputException RingTooWide(string where) => Invalid("The ring is wider than the globe.", where);

    /// <summary>W1001.</summary>
    public static InputException NotAPosition(string where) =>
        Invalid("The position is not [longitude, latitude].", where);

    /// <summary>W1001.</summary>
    public static InputException PositionBeyondTheMap(double lon, double lat, string where) => Invalid(
        string.Create(CultureInfo.InvariantCulture, $"The position [{lon}, {lat}] is beyond the map."),
        where,
        "longitude in -180..180 (to 360 across the antimeridian), latitude in -90..90");

    /// <summary>W1001.</summary>
    public static InputException NotAnArray(string where) => Invalid("The value is not an array.", where);

    /// <summary>W1001: rings cross, holes are outside, polygons overlap.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="near">Where on the map.</param>
    /// <param name="where">Where in the request.</param>
    public static InputException PolygonsInvalid(string fault, string near, string where) => Invalid(
        $"The polygons are not valid: {fault} near {near}.",
        where,
        "rings that do not cross themselves, holes inside their polygon, polygons that do not overlap");

    /// <summary>W1002.</summary>
    /// <param name="most">How many are allowed.</param>
    /// <param name="what">Of what: <c>corners</c> or <c>rings</c>.</param>
    /// <param name="where">The first that is too many.</param>
    public static InputException TooComplex(int most, string what, string where) => new(
        ErrorCode.AreaTooComplex,
        $"The area has more than {most:N0} {what}.",
        where,
        "a simplified polygon");

    private static InputException Invalid(string what, string where, string right = Right) => new(
        ErrorCode.AreaInvalid,
        what,
        where,
        right);

    private static InputException Box(string what, IEnumerable<double> box) => new(
        ErrorCode.AreaInvalid,
        $"{what}: [{string.Join(", ", box)}].",
        "area.boundingBox",
        "[west, south, east, north] in degrees, south < north; west > east crosses the antimeridian");
}

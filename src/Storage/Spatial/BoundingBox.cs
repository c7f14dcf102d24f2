using NetTopologySuite.Geometries;
using Workers.Errors;

namespace Workers.Storage.Spatial;

/// <summary>West, south, east, north.</summary>
internal static class BoundingBox
{
    public static MultiPolygon Read(IReadOnlyList<double> box)
    {
        if (box.Count != 4 || !box.All(double.IsFinite))
            throw Invalid("a bounding box has four finite numbers", box);
        var (west, south, east, north) = (box[0], box[1], box[2], box[3]);
        if (Math.Abs(west) > 180 || Math.Abs(east) > 180 || south < -90 || north > 90)
            throw Invalid("the bounding box goes beyond the map", box);
        if (south >= north || west == east)
            throw Invalid("the bounding box has no area", box);
        if (west > east)
            east += 360;
        var ring = GeometryFactory.Default.CreatePolygon(
            [new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);
        return GeometryFactory.Default.CreateMultiPolygon([ring]);
    }

    private static InputException Invalid(string what, IReadOnlyList<double> box) => new(
        ErrorCode.AreaInvalid, $"{what}: [{string.Join(", ", box)}]", "area.boundingBox",
        "[west, south, east, north] in degrees, south < north; west > east crosses the antimeridian");
}

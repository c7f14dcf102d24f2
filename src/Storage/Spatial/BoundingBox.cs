using NetTopologySuite.Geometries;
using Workers.Errors;

namespace Workers.Storage.Spatial;

/// <summary>West, south, east, north.</summary>
internal static class BoundingBox
{
    public static MultiPolygon Read(IReadOnlyList<double> box)
    {
        if (box.Count != 4 || !box.All(double.IsFinite))
            throw AreaErrors.BoxNotOfFourNumbers(box);
        var west = box[0];
        var south = box[1];
        var east = box[2];
        var north = box[3];
        if (Math.Abs(west) > 180 || Math.Abs(east) > 180 || south < -90 || north > 90)
            throw AreaErrors.BoxBeyondTheMap(box);
        if (south >= north || west == east)
            throw AreaErrors.BoxWithoutArea(box);
        // Across the date line: in one piece, beyond 180 degrees.
        if (west > east)
            east += 360;
        var ring = GeometryFactory.Default.CreatePolygon(
            [new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);
        return GeometryFactory.Default.CreateMultiPolygon([ring]);
    }
}

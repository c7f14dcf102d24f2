using NetTopologySuite.Geometries;
using Workers.Operations.Jobs;

namespace Workers.Kit.Tests.Demo;

/// <summary>A polygon as a plain yes or no, apart from the system's own spatial code.</summary>
internal sealed class AreaReader(Geometry polygon)
{
    public static AreaReader Read(string file)
    {
        var ring = AreaArgument.Read(file)!.Geometry!.Value.GetProperty("geometry").GetProperty("coordinates")[0];
        return new(new Polygon(new LinearRing([.. ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble()))])));
    }

    public bool Contains(double lon, double lat) => polygon.Contains(new Point(lon, lat));
}

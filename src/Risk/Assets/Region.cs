namespace Workers.Risk.Assets;

/// <summary>
/// A polygon that assets must lie strictly within (parameter <c>region</c>); points on its border are outside.
/// </summary>
public sealed class Region(IReadOnlyList<(double Lon, double Lat)> corners)
{
    /// <summary>True if the point is inside, not on the border.</summary>
    public bool Contains(double lon, double lat)
    {
        var inside = false;
        var (ax, ay) = corners[^1];
        foreach (var (bx, by) in corners)
        {
            var side = (bx - ax) * (lat - ay) - (by - ay) * (lon - ax);
            var isBetween = Math.Min(ax, bx) <= lon && lon <= Math.Max(ax, bx) &&
                Math.Min(ay, by) <= lat && lat <= Math.Max(ay, by);
            // On an edge is outside: shapely's within, which the engine uses, wants the interior.
            if (side == 0 && isBetween)
                return false;
            // Half-open in latitude, so that a ray through a corner crosses one edge, not two.
            if (ay > lat != by > lat && side > 0 == by > ay)
                inside = !inside;
            ax = bx;
            ay = by;
        }
        return inside;
    }
}

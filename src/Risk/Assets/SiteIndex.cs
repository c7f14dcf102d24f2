using Workers.Risk.Hazard;

namespace Workers.Risk.Assets;

/// <summary>
/// Finds the hazard site nearest to a point: a k-d tree over the sites as points of a sphere of radius 6371 km,
/// distances along the chord, as the engine measures them (hazardlib/geo/utils.py). Of equally near sites the first is
/// taken.
/// </summary>
public sealed class SiteIndex
{
    // The engine's sphere (geo/utils.py): with another radius, assets near the limit fall on its other side.
    private const double EarthRadius = 6371;
    // Below this many sites, trying them all is faster than going down.
    private const int LeafSize = 8;

    private readonly int[] _order;
    private readonly double[] _points;

    /// <summary>Builds the tree.</summary>
    public SiteIndex(SiteCollection sites)
    {
        _order = [.. Enumerable.Range(0, sites.Count)];
        _points = new double[3 * sites.Count];
        for (var s = 0; s < sites.Count; s++)
            Cartesian(sites.Lons[s], sites.Lats[s], _points.AsSpan(3 * s, 3));
        Split(0, sites.Count, 0);
    }

    /// <summary>Position of the nearest site and its chord distance in km; position -1 if there are no sites.</summary>
    public (int Site, double Distance) Nearest(double lon, double lat)
    {
        Span<double> point = stackalloc double[3];
        Cartesian(lon, lat, point);
        var best = (Site: -1, Square: double.PositiveInfinity);
        Search(point, 0, _order.Length, 0, ref best);
        return (best.Site, Math.Sqrt(best.Square));
    }

    private void Split(int start, int end, int axis)
    {
        if (end - start <= LeafSize)
            return;
        Array.Sort(_order, start, end - start, Comparer<int>.Create((a, b) =>
        {
            // Equal coordinates by position, so that the tree is the same on every run.
            var order = _points[3 * a + axis].CompareTo(_points[3 * b + axis]);
            return order != 0 ? order : a.CompareTo(b);
        }));
        var middle = (start + end) / 2;
        Split(start, middle, (axis + 1) % 3);
        Split(middle + 1, end, (axis + 1) % 3);
    }

    private void Search(ReadOnlySpan<double> point, int start, int end, int axis, ref (int Site, double Square) best)
    {
        if (end - start <= LeafSize)
        {
            for (var i = start; i < end; i++)
                Try(point, _order[i], ref best);
            return;
        }
        var middle = (start + end) / 2;
        var pivot = _order[middle];
        Try(point, pivot, ref best);
        var gap = point[axis] - _points[3 * pivot + axis];
        var next = (axis + 1) % 3;
        var below = gap < 0;
        Search(point, below ? start : middle + 1, below ? middle : end, next, ref best);
        // Not <: a site as near on the other side may come earlier.
        if (gap * gap <= best.Square)
            Search(point, below ? middle + 1 : start, below ? end : middle, next, ref best);
    }

    private void Try(ReadOnlySpan<double> point, int site, ref (int Site, double Square) best)
    {
        var x = point[0] - _points[3 * site];
        var y = point[1] - _points[3 * site + 1];
        var z = point[2] - _points[3 * site + 2];
        var square = x * x + y * y + z * z;
        // The first of equally near sites, whatever the shape of the tree.
        if (square < best.Square || (square == best.Square && site < best.Site))
            best = (site, square);
    }

    private static void Cartesian(double lon, double lat, Span<double> xyz)
    {
        var (sinLat, cosLat) = Math.SinCos(lat * (Math.PI / 180));
        var (sinLon, cosLon) = Math.SinCos(lon * (Math.PI / 180));
        xyz[0] = EarthRadius * cosLat * cosLon;
        xyz[1] = EarthRadius * cosLat * sinLon;
        xyz[2] = EarthRadius * sinLat;
    }
}

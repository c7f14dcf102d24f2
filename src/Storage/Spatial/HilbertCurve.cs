namespace Workers.Storage.Spatial;

/// <summary>
/// Order of places along a Hilbert curve: places near in order are near on the map (Hilbert 1891; here of order 16).
/// </summary>
public static class HilbertCurve
{
    private const int Cells = 1 << 16;

    /// <summary>
    /// Positions of the places (indices into the arrays) in the order of the curve; equal places in the order given.
    /// </summary>
    public static int[] Order(IReadOnlyList<double> lons, IReadOnlyList<double> lats)
    {
        var keys = new uint[lons.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Distance(Cell(lons[i], 180), Cell(lats[i], 90));
        var order = Enumerable.Range(0, keys.Length).ToArray();
        // Ties by position: the sort keeps no order by itself, and the same places must always come alike.
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    private static int Cell(double degrees, double limit) =>
        Math.Clamp((int)((degrees + limit) / (2 * limit) * Cells), 0, Cells - 1);

    private static uint Distance(int x, int y)
    {
        var distance = 0u;
        for (var side = Cells / 2; side > 0; side /= 2)
        {
            var right = (x & side) > 0 ? 1 : 0;
            var upper = (y & side) > 0 ? 1 : 0;
            distance += (uint)side * (uint)side * (uint)((3 * right) ^ upper);
            // Turned, so that each quarter begins where the one before it ends.
            if (upper == 0)
            {
                if (right == 1)
                {
                    x = Cells - 1 - x;
                    y = Cells - 1 - y;
                }
                (x, y) = (y, x);
            }
        }
        return distance;
    }
}

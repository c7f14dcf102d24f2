namespace Workers.Risk.Statistics;

/// <summary>Linear interpolation as <c>numpy.interp</c> does it: flat beyond the ends, exact at the knots.</summary>
public static class Interpolation
{
    /// <summary>
    /// Value at <paramref name="x"/> of the line through the knots; <paramref name="xs"/> do not decrease.
    /// </summary>
    public static double At(double x, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        // Comparisons with NaN are false: the search would end somewhere.
        if (double.IsNaN(x))
            return x;
        if (x <= xs[0])
            return ys[0];
        if (x >= xs[^1])
            return ys[^1];
        return InInterval(x, xs, ys, Interval(x, xs));
    }

    /// <summary>
    /// The interval that <paramref name="x"/> is in: the last knot that is not greater; <paramref name="x"/> is within
    /// the knots.
    /// </summary>
    public static int Interval(double x, ReadOnlySpan<double> xs)
    {
        int low = 0, high = xs.Length - 1;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            // Of equal knots the last is found, as numpy does.
            if (xs[middle] <= x)
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Value at <paramref name="x"/> within interval <paramref name="i"/>.</summary>
    public static double InInterval(double x, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int i) =>
        // Slope first, as numpy: other forms differ in the last digit.
        (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) * (x - xs[i]) + ys[i];
}

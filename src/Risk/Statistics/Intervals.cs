namespace Workers.Risk.Statistics;

/// <summary>Intervals between points.</summary>
internal static class Intervals
{
    /// <summary>Points with each interval between them split in <paramref name="steps"/> equal parts.</summary>
    public static double[] Split(IReadOnlyList<double> points, int steps)
    {
        var split = new double[(points.Count - 1) * steps + 1];
        for (var i = 0; i + 1 < points.Count; i++)
            for (var s = 0; s < steps; s++)
                // As numpy.linspace: start plus multiples of the step, so that roundings agree.
                split[i * steps + s] = points[i] + s * ((points[i + 1] - points[i]) / steps);
        // Stated, not computed: the last multiple may miss the end by a rounding.
        split[^1] = points[^1];
        return split;
    }
}

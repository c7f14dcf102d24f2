namespace Workers.Risk.Classical;

/// <summary>What is read from loss curves.</summary>
public static class LossCurve
{
    /// <summary>
    /// Average loss: the area under the curve by trapezia. It refers to the years of the PoEs, not to one.
    /// </summary>
    public static double Average(ReadOnlySpan<double> losses, ReadOnlySpan<double> poes)
    {
        var area = 0.0;
        for (var j = 0; j + 1 < losses.Length; j++)
            // Grouped as numpy does it, so that roundings agree.
            area += (losses[j + 1] - losses[j]) * ((poes[j] + poes[j + 1]) / 2);
        return area;
    }

    /// <summary>
    /// Loss at a PoE, in float32 as the engine does it (risklib/scientific.py, conditional_loss_ratio): 0 above the
    /// greatest PoE, the last loss below the least, the largest loss of those that have exactly this PoE, else linear
    /// in PoE between its neighbours.
    /// </summary>
    public static float LossAt(double poe, ReadOnlySpan<float> losses, ReadOnlySpan<float> poes)
    {
        // The engine looks for the PoE in stored curves, which are float32: equality below depends on it.
        var p = (float)poe;
        if (p > poes[0])
            return 0;
        if (p < poes[^1])
            return losses[^1];
        var after = 0;
        // Passes all points of this PoE: the largest of their losses counts.
        while (after < poes.Length && poes[after] >= p)
            after++;
        if (after > 0 && poes[after - 1] == p)
            return losses[after - 1];
        var before = after - 1;
        // In the order of numpy.interp.
        return (losses[after] - losses[before]) / (poes[after] - poes[before]) * (p - poes[before]) + losses[before];
    }
}

namespace Workers.Risk.Random;

/// <summary>
/// Logarithm of 1 + x without loss for small x, which .NET lacks. The method, with its minimax coefficients, is that of
/// Sun's fdlibm (1993), summed in the order of glibc: the tails of the ziggurats then have the bits that numpy has on
/// Linux.
/// </summary>
internal static class Log1P
{
    private const double HighLogTwo = 6.93147180369123816490e-01, LowLogTwo = 1.90821492927058770002e-10;
    private const double HalfSquareRoot = 0.41421356237309503, Tiny = 1.0 / (1 << 29);

    /// <param name="x">In [-1, 0], as the tails need it: -1 gives minus infinity.</param>
    public static double Compute(double x)
    {
        // So near to 0, two terms are all that a double can hold.
        if (x > -Tiny)
            return x > -1.0 / (1L << 54) ? x : x - x * x * 0.5;
        if (x == -1)
            return double.NegativeInfinity;

        // 1 + x = 2^k (1 + f) with 1 + f in (√½, √2); lost is what the sum rounded away, relative to the sum.
        double f = x, lost = 0, k = 0;
        // √½ - 1: nearer to 0 no power of two is taken out.
        if (x <= -0.29289321881345254)
        {
            var sum = 1 + x;
            lost = (x - (sum - 1)) / sum;
            k = Math.ILogB(sum);
            f = Math.ScaleB(sum, -(int)k) - 1;
            if (f > HalfSquareRoot)
            {
                k++;
                f = Math.ScaleB(sum, -(int)k) - 1;
            }
        }

        var half = 0.5 * f * f;
        var s = f / (2 + f);
        var series = s * (half + Series(s * s));
        // Summed from the smallest part on, the logarithm of two in two parts: as glibc, to the bit.
        return k == 0 ? f - (half - series) : k * HighLogTwo - (half - (series + (k * LowLogTwo + lost)) - f);
    }

    private static double Series(double z)
    {
        double z2 = z * z, z4 = z2 * z2, z6 = z4 * z2;
        return z * 6.666666666666735130e-01
            + z2 * (3.999999999940941908e-01 + z * 2.857142874366239149e-01)
            + z4 * (2.222219843214978396e-01 + z * 1.818357216161805012e-01)
            + z6 * (1.531383769920937332e-01 + z * 1.479819860511658591e-01);
    }
}

using System.Globalization;

namespace Workers.Risk.Random;

/// <summary>
/// The 256 layers of a ziggurat (Marsaglia and Tsang 2000): equal areas stacked under a falling density. Layer 0 is the
/// base strip with the tail; its width is that of a rectangle of the same area. Widths are scaled to the random
/// integers that are drawn against them.
/// </summary>
/// <param name="Widths">Width of each layer over the range of the integers.</param>
/// <param name="Heights">Density at the width of each layer; 1 at the top.</param>
/// <param name="Accept">An integer below this lies under the density for sure.</param>
internal sealed record ZigguratTables(double[] Widths, double[] Heights, long[] Accept)
{
    private const int Layers = 256, Top = Layers - 1;

    /// <summary>Where the tail of the normal density starts.</summary>
    public const double NormalTail = 3.6541528853610088;

    /// <summary>Where the tail of the exponential density starts.</summary>
    public const double ExponentialTail = 7.6971174701310497;

    /// <summary>For exp(-x²/2), against 52-bit integers.</summary>
    public static ZigguratTables Normal { get; } = MakeNormal();

    /// <summary>For exp(-x), against 53-bit integers.</summary>
    public static ZigguratTables Exponential { get; } = MakeExponential();

    // numpy's tables came from this recursion in double precision, with an exponential that was once a unit too high
    // in the last place.
    private static ZigguratTables MakeNormal()
    {
        const double area = 0.0049286732339746519, scale = 1L << 52;
        // Found by comparing with numpy's table: its only height that this recursion misses.
        const int roundedUp = 38;
        var tables = Empty();
        double x = NormalTail, height = Math.Exp(-0.5 * x * x);
        tables.Set(Top, x / scale, height);
        tables.Set(0, area / height / scale, 1);
        tables.Accept[0] = (long)Math.Round(x * height / area * scale);
        for (var i = Top - 1; i > 0; i--)
        {
            var wider = x;
            x = Math.Sqrt(-2 * Math.Log(area / wider + height));
            height = Math.Exp(-0.5 * x * x);
            if (i == roundedUp)
                height = Math.BitIncrement(height);
            tables.Set(i, x / scale, height);
            tables.Accept[i + 1] = (long)Math.Round(x / wider * scale);
        }
        return tables;
    }

    // These came from more digits than a double has, with acceptance in steps of two.
    private static ZigguratTables MakeExponential()
    {
        const decimal area = 0.0039496598225815572199775720m, tail = 7.6971174701310497140446280480m;
        const double scale = 1L << 53;
        var tables = Empty();
        decimal x = tail, height = area / (tail + 1);
        tables.Set(Top, Nearest(x) / scale, Nearest(height));
        tables.Set(0, Nearest(x + 1) / scale, 1);
        tables.Accept[0] = EvenShare(x, x + 1);
        for (var i = Top - 1; i > 0; i--)
        {
            var wider = x;
            height += area / wider;
            x = -Log(height);
            tables.Set(i, Nearest(x) / scale, Nearest(height));
            tables.Accept[i + 1] = EvenShare(x, wider);
        }
        return tables;
    }

    private static ZigguratTables Empty() => new(new double[Layers], new double[Layers], new long[Layers]);

    private void Set(int layer, double width, double height)
    {
        Widths[layer] = width;
        Heights[layer] = height;
    }

    private static long EvenShare(decimal x, decimal of) => 2 * (long)(x / of * (1L << 52));

    /// <summary>Rounded to the nearest double, which the cast of a decimal is not.</summary>
    private static double Nearest(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>
    /// Natural logarithm of a number in (0, 1] to all digits of a decimal, by the series of the inverse hyperbolic
    /// tangent.
    /// </summary>
    private static decimal Log(decimal value)
    {
        const decimal logTwo = 0.6931471805599453094172321215m;
        var log = 0m;
        for (; value < 2m / 3; value *= 2)
            log -= logTwo;
        decimal ratio = (value - 1) / (value + 1), square = ratio * ratio, power = 2 * ratio;
        for (var n = 1; power != 0; n += 2, power *= square)
            log += power / n;
        return log;
    }
}

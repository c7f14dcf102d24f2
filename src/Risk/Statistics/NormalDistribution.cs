using MathNet.Numerics;

namespace Workers.Risk.Statistics;

/// <summary>
/// Cumulative distribution function of the standard normal distribution, from a table of cubics that have its value and its density at both
/// ends of each cell (Hermite interpolation): a fraction of the time of the error function, and a relative error below 1e-8 in both tails.
/// </summary>
internal static class NormalDistribution
{
    private const int End = 10;
    private const int CellsPerUnit = 256;

    private static readonly Cubic[] Cells = [.. Enumerable.Range(0, 2 * End * CellsPerUnit).Select(Cell)];

    /// <summary>Probability of a value up to <paramref name="z"/>; NaN for NaN.</summary>
    public static double Cumulative(double z)
    {
        var at = (z + End) * CellsPerUnit;
        return at >= 0 && at < 2 * End * CellsPerUnit ? Cells[(int)at].At(at - (int)at) : Exact(z);
    }

    /// <summary>Without the table; beyond its ends, and to hold it against.</summary>
    public static double Exact(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    private static Cubic Cell(int cell)
    {
        double left = Knot(cell), right = Knot(cell + 1);
        double y = Exact(left), rise = Exact(right) - y, from = Density(left) / CellsPerUnit, to = Density(right) / CellsPerUnit;
        return new(y, from, 3 * rise - 2 * from - to, from + to - 2 * rise);
    }

    private static double Knot(int cell) => (double)cell / CellsPerUnit - End;

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private readonly record struct Cubic(double C0, double C1, double C2, double C3)
    {
        public double At(double t) => ((C3 * t + C2) * t + C1) * t + C0;
    }
}

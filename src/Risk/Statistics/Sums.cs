using System.Runtime.Intrinsics;

namespace Workers.Risk.Statistics;

/// <summary>
/// Sums of many numbers, four at a time. The order of additions is fixed by how many numbers there are, whatever the processor: sums of every fourth number, then of these,
/// then the up to three that are left.
/// </summary>
internal static class Sums
{
    private static int Width => Vector256<double>.Count;

    /// <summary>Adds numbers to sums, one to one.</summary>
    public static void Add(ReadOnlySpan<double> numbers, Span<double> sums)
    {
        var i = 0;
        for (; i <= numbers.Length - Width; i += Width)
            (Vector256.Create(sums[i..]) + Vector256.Create(numbers[i..])).CopyTo(sums[i..]);
        for (; i < numbers.Length; i++)
            sums[i] += numbers[i];
    }

    /// <summary>Sum of numbers.</summary>
    public static double Of(ReadOnlySpan<double> numbers)
    {
        var (sums, i) = (Vector256<double>.Zero, 0);
        for (; i <= numbers.Length - Width; i += Width)
            sums += Vector256.Create(numbers[i..]);
        var sum = Across(sums);
        for (; i < numbers.Length; i++)
            sum += numbers[i];
        return sum;
    }

    /// <summary>Sum of the square roots of numbers.</summary>
    public static double OfRoots(ReadOnlySpan<double> numbers)
    {
        var (sums, i) = (Vector256<double>.Zero, 0);
        for (; i <= numbers.Length - Width; i += Width)
            sums += Vector256.Sqrt(Vector256.Create(numbers[i..]));
        var sum = Across(sums);
        for (; i < numbers.Length; i++)
            sum += Math.Sqrt(numbers[i]);
        return sum;
    }

    private static double Across(Vector256<double> sums) => sums[0] + sums[1] + sums[2] + sums[3];
}

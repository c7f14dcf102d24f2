using System.Runtime.Intrinsics;

namespace Workers.Risk.Statistics;

/// <summary>
/// Sums of many numbers, several at a time. The order of additions is fixed by how many numbers there are, whatever the
/// processor: sums of every fourth number (of float32, of pairs of these), then of these sums, then what is left.
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

    /// <summary>Adds numbers to sums, one to one, in float32.</summary>
    public static void Add(ReadOnlySpan<float> numbers, Span<float> sums)
    {
        var i = 0;
        var width = Vector256<float>.Count;
        for (; i <= numbers.Length - width; i += width)
            (Vector256.Create(sums[i..]) + Vector256.Create(numbers[i..])).CopyTo(sums[i..]);
        for (; i < numbers.Length; i++)
            sums[i] += numbers[i];
    }

    /// <summary>Products of numbers with a factor, in float32.</summary>
    public static void Multiply(ReadOnlySpan<double> numbers, double factor, Span<float> products)
    {
        var i = 0;
        for (; i <= numbers.Length - 2 * Width; i += 2 * Width)
        {
            var first = Vector256.Create(numbers[i..]) * factor;
            var second = Vector256.Create(numbers[(i + Width)..]) * factor;
            Vector256.Narrow(first, second).CopyTo(products[i..]);
        }
        for (; i < numbers.Length; i++)
            products[i] = (float)(numbers[i] * factor);
    }

    /// <summary>Sum in float64 of numbers in float32.</summary>
    public static double Total(ReadOnlySpan<float> numbers)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= numbers.Length - 2 * Width; i += 2 * Width)
        {
            var (first, second) = Vector256.Widen(Vector256.Create(numbers[i..]));
            // Pairs first: fixed, so that sums do not depend on the processor.
            sums += first + second;
        }
        var sum = Across(sums);
        for (; i < numbers.Length; i++)
            sum += numbers[i];
        return sum;
    }

    /// <summary>Sum of numbers.</summary>
    public static double Total(ReadOnlySpan<double> numbers)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= numbers.Length - Width; i += Width)
            sums += Vector256.Create(numbers[i..]);
        var sum = Across(sums);
        for (; i < numbers.Length; i++)
            sum += numbers[i];
        return sum;
    }

    /// <summary>Sum of the square roots of numbers.</summary>
    public static double TotalOfRoots(ReadOnlySpan<double> numbers)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= numbers.Length - Width; i += Width)
            sums += Vector256.Sqrt(Vector256.Create(numbers[i..]));
        var sum = Across(sums);
        for (; i < numbers.Length; i++)
            sum += Math.Sqrt(numbers[i]);
        return sum;
    }

    // From left to right: Vector256.Sum leaves the order open.
    private static double Across(Vector256<double> sums) => sums[0] + sums[1] + sums[2] + sums[3];
}

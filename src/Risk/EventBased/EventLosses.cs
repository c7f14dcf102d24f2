using System.Runtime.Intrinsics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Losses of one event by asset, for one loss type: by position in the arrangement of <see
/// cref="Assets.TaxonomyGroup"/>. Losses that are not above the minimum are 0.
/// </summary>
/// <param name="assets">Number of assets.</param>
/// <param name="vary">False if there is no uncertainty: variances stay 0.</param>
internal sealed class EventLosses(int assets, bool vary = true)
{
    public bool Vary => vary;

    public double[] Losses { get; } = new double[assets];

    public double[] Variances { get; } = new double[assets];

    /// <summary>Forgets the losses of some positions.</summary>
    public void Clear(int start, int end)
    {
        Array.Clear(Losses, start, end - start);
        Array.Clear(Variances, start, end - start);
    }

    /// <summary>Makes losses that are not above the minimum 0, and their variances too.</summary>
    public void Drop(double minimum, int start, int end)
    {
        Drop(minimum, Losses.AsSpan(start, end - start), vary ? Variances.AsSpan(start, end - start) : []);
    }

    private static void Drop(double minimum, Span<double> losses, Span<double> variances)
    {
        var least = Vector256.Create(minimum);
        var width = Vector256<double>.Count;
        var i = 0;
        for (; i <= losses.Length - width; i += width)
        {
            var loss = Vector256.Create(losses[i..]);
            // Strictly greater, as the engine: a loss equal to the minimum is dropped.
            var above = Vector256.GreaterThan(loss, least);
            (loss & above).CopyTo(losses[i..]);
            if (!variances.IsEmpty)
                (Vector256.Create(variances[i..]) & above).CopyTo(variances[i..]);
        }
        for (; i < losses.Length; i++)
        {
            if (losses[i] > minimum)
                continue;
            losses[i] = 0;
            if (!variances.IsEmpty)
                variances[i] = 0;
        }
    }
}

using System.Runtime.Intrinsics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Losses of one event by asset, for one loss type: by position in the arrangement of <see cref="Assets.TaxonomyBlock"/>. Losses that
/// are not above the minimum are 0.
/// </summary>
internal sealed class EventLosses(int assets)
{
    public double[] Losses { get; } = new double[assets];

    public double[] Variances { get; } = new double[assets];

    /// <summary>Forgets the losses of some positions.</summary>
    public void Clear(int start, int end)
    {
        Array.Clear(Losses, start, end - start);
        Array.Clear(Variances, start, end - start);
    }

    /// <summary>Makes losses that are not above the minimum 0, and their variances too.</summary>
    public static void Drop(double minimum, Span<double> losses, Span<double> variances)
    {
        var (least, width, i) = (Vector256.Create(minimum), Vector256<double>.Count, 0);
        for (; i <= losses.Length - width; i += width)
        {
            var loss = Vector256.Create(losses[i..]);
            var above = Vector256.GreaterThan(loss, least);
            (loss & above).CopyTo(losses[i..]);
            (Vector256.Create(variances[i..]) & above).CopyTo(variances[i..]);
        }
        for (; i < losses.Length; i++)
            if (!(losses[i] > minimum))
                losses[i] = variances[i] = 0;
    }
}

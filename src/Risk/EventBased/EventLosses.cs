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
}

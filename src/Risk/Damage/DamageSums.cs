namespace Workers.Risk.Damage;

/// <summary>
/// Damage and consequences of one loss type by realization and asset, summed over events. The engine sums in float32, block by block of the tasks
/// that it happens to have: its last digit depends on the machine, and what it calls undamaged on small differences of large sums.
/// </summary>
internal sealed class DamageSums(int realizations, int assets, int measures)
{
    /// <summary><c>[realization][ordinal * measures + measure]</c>; null where there is none.</summary>
    public double[]?[] ByRealization { get; } = new double[]?[realizations];

    public void Add(int realization, int asset, ReadOnlySpan<float> damage)
    {
        var sums = (ByRealization[realization] ??= new double[assets * measures]).AsSpan(asset * measures, measures);
        for (var m = 0; m < sums.Length; m++)
            sums[m] += damage[m];
    }
}

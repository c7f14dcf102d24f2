using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage and consequences of one loss type by realization and asset, summed over events. The engine sums in float32,
/// block by block of the tasks that it happens to have: its last digit depends on the machine, and what it calls
/// undamaged on small differences of large sums.
/// </summary>
internal sealed class DamageSums(int realizations, int assets, int measures)
{
    /// <summary><c>[realization][ordinal * measures + measure]</c>; null where there is none.</summary>
    public double[]?[] ByRealization { get; } = new double[]?[realizations];

    /// <summary>Adds the damage of an asset in some events.</summary>
    /// <param name="realizationOf">Realization of every event.</param>
    /// <param name="positions">The events.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="damage"><c>damage[measure * events + event]</c>.</param>
    public void Add(ReadOnlySpan<int> realizationOf, ReadOnlySpan<int> positions, int asset, ReadOnlySpan<float> damage)
    {
        var first = realizationOf[positions[0]];
        // Most blocks are of one realization: then whole rows are added at once.
        if (!realizationOf.ContainsAnyExcept(first))
        {
            var sums = SumsOf(first, asset);
            for (var m = 0; m < sums.Length; m++)
                sums[m] += Sums.Total(damage.Slice(m * positions.Length, positions.Length));
            return;
        }
        for (var i = 0; i < positions.Length; i++)
        {
            var sums = SumsOf(realizationOf[positions[i]], asset);
            for (var m = 0; m < sums.Length; m++)
                sums[m] += damage[m * positions.Length + i];
        }
    }

    private Span<double> SumsOf(int realization, int asset) =>
        (ByRealization[realization] ??= new double[assets * measures]).AsSpan(asset * measures, measures);
}

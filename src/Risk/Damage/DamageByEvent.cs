using Workers.Risk.EventBased;
using Workers.Risk.Statistics;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage of one loss type by event and aggregation: buildings in each limit state, and consequences; what is undamaged
/// is left out. Sums are float32, in the engine's order: within a site and taxonomy first, then over these.
/// </summary>
internal sealed class DamageByEvent(int columns, Aggregation aggregation, long[] eventIds)
{
    // [aggregation][column * events + event]
    private readonly float[]?[] _sums = new float[]?[aggregation.Total + 1];
    private readonly bool[]?[] _rows = new bool[]?[aggregation.Total + 1];

    /// <summary>Adds the damage of an asset in some events to its aggregations.</summary>
    /// <param name="positions">The events.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="damage"><c>damage[measure * events + event]</c>.</param>
    public void Add(ReadOnlySpan<int> positions, int asset, ReadOnlySpan<float> damage)
    {
        foreach (var keys in aggregation.ByAsset)
            AddTo(keys[asset], positions, damage);
    }

    /// <summary>Adds the damage of all assets of a site and taxonomy to the total.</summary>
    public void AddGroup(ReadOnlySpan<int> positions, ReadOnlySpan<float> damage) =>
        AddTo(aggregation.Total, positions, damage);

    /// <summary>The rows: all that have ground motion, be there damage or not.</summary>
    public EventRows Rows()
    {
        var events = new List<long>();
        var keys = new List<int>();
        var values = Enumerable.Range(0, columns).Select(_ => new List<float>()).ToArray();
        for (var e = 0; e < eventIds.Length; e++)
            for (var k = 0; k < _sums.Length; k++)
                // A row without damage is a row: its event shook the site.
                if (_rows[k] is { } rows && rows[e])
                {
                    events.Add(eventIds[e]);
                    keys.Add(k);
                    for (var c = 0; c < columns; c++)
                        values[c].Add(_sums[k]![c * eventIds.Length + e]);
                }
        return new([.. events], [.. keys], Array.ConvertAll(values, v => v.ToArray()));
    }

    private void AddTo(int key, ReadOnlySpan<int> positions, ReadOnlySpan<float> damage)
    {
        // Made when first needed: most aggregations have no asset in most blocks.
        var sums = _sums[key] ??= new float[eventIds.Length * columns];
        var rows = _rows[key] ??= new bool[eventIds.Length];
        foreach (var e in positions)
            rows[e] = true;
        for (var c = 0; c < columns; c++)
            Add(
                positions,
                damage.Slice((c + 1) * positions.Length, positions.Length),
                sums.AsSpan(c * eventIds.Length, eventIds.Length));
    }

    private static void Add(ReadOnlySpan<int> positions, ReadOnlySpan<float> damage, Span<float> sums)
    {
        var first = positions[0];
        // Events without gaps, the usual case, can be added several at a time.
        if (positions[^1] - first + 1 == positions.Length)
            Sums.Add(damage, sums.Slice(first, positions.Length));
        else
            for (var i = 0; i < positions.Length; i++)
                sums[positions[i]] += damage[i];
    }
}

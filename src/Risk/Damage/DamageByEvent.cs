using Workers.Risk.Assets;
using Workers.Risk.EventBased;

namespace Workers.Risk.Damage;

/// <summary>
/// Damage of one loss type by event and aggregation: buildings in each limit state, and consequences; what is undamaged is left out. Sums are
/// float32, in the engine's order: within a site and taxonomy first, then over these.
/// </summary>
internal sealed class DamageByEvent(int columns, Aggregation aggregation, long[] eventIds)
{
    private readonly float[]?[] _sums = new float[]?[aggregation.Total + 1];
    private readonly bool[]?[] _rows = new bool[]?[aggregation.Total + 1];

    /// <summary>Adds the damage of an asset to its aggregations.</summary>
    public void Add(int e, int asset, ReadOnlySpan<float> damage)
    {
        foreach (var keys in aggregation.ByAsset)
            AddTo(keys[asset], e, damage);
    }

    /// <summary>Adds the damage of all assets of a site and taxonomy to the total.</summary>
    public void AddGroup(int e, ReadOnlySpan<float> damage) => AddTo(aggregation.Total, e, damage);

    /// <summary>The rows: all that have ground motion, be there damage or not.</summary>
    public EventRows Rows()
    {
        var (events, keys) = (new List<long>(), new List<int>());
        var values = Enumerable.Range(0, columns).Select(_ => new List<float>()).ToArray();
        for (var e = 0; e < eventIds.Length; e++)
            for (var k = 0; k < _sums.Length; k++)
                if (_rows[k] is { } rows && rows[e])
                {
                    events.Add(eventIds[e]);
                    keys.Add(k);
                    for (var c = 0; c < columns; c++)
                        values[c].Add(_sums[k]![e * columns + c]);
                }
        return new([.. events], [.. keys], Array.ConvertAll(values, v => v.ToArray()));
    }

    private void AddTo(int key, int e, ReadOnlySpan<float> damage)
    {
        var sums = _sums[key] ??= new float[eventIds.Length * columns];
        (_rows[key] ??= new bool[eventIds.Length])[e] = true;
        for (var c = 0; c < columns; c++)
            sums[e * columns + c] += damage[c + 1];
    }
}

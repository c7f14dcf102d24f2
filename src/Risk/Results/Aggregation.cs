using Workers.Errors;
using Workers.Risk.Assets;

namespace Workers.Risk.Results;

/// <summary>
/// What losses are summed over: every combination of tag values of each <c>aggregate_by</c> list, first tag slowest,
/// lists one after the other; the grand total comes last (risklib/asset.py).
/// </summary>
public sealed class Aggregation
{
    /// <summary>Most combinations that a job may ask for.</summary>
    // Sums by event are kept for each: more would fill the memory of a worker.
    public const int MaximumKeys = 1_000_000;

    private Aggregation(IReadOnlyList<AggregateKey> keys, int[][] byAsset)
    {
        Keys = keys;
        ByAsset = byAsset;
    }

    /// <summary>The combinations; the position is the <c>agg_id</c>.</summary>
    public IReadOnlyList<AggregateKey> Keys { get; }

    /// <summary><c>ByAsset[list][asset]</c>: the key that an asset belongs to.</summary>
    public int[][] ByAsset { get; }

    /// <summary>The <c>agg_id</c> of the grand total.</summary>
    public int Total => Keys.Count;

    /// <summary>Keys of a job.</summary>
    /// <exception cref="InputException">A tag is unknown, or there are too many combinations.</exception>
    public static Aggregation Create(AssetCollection assets, IReadOnlyList<IReadOnlyList<string>> aggregateBy)
    {
        var keys = new List<AggregateKey>();
        var byAsset = aggregateBy.Select(names => Add(assets, names, keys)).ToArray();
        return new(keys, byAsset);
    }

    /// <summary>Most rows by event and aggregation: each asset has its key in each list.</summary>
    public long RowsOf(int events, int assets) => events * Math.Min(Keys.Count + 1L, ByAsset.Length * (long)assets + 1);

    /// <summary>Sums a quantity of assets by key, the total last.</summary>
    public double[] Sum(float[] byAsset)
    {
        var sums = new double[Keys.Count + 1];
        for (var a = 0; a < byAsset.Length; a++)
        {
            sums[Total] += byAsset[a];
            foreach (var keys in ByAsset)
                sums[keys[a]] += byAsset[a];
        }
        return sums;
    }

    private static int[] Add(AssetCollection assets, IReadOnlyList<string> names, List<AggregateKey> keys)
    {
        var tags = names.Select(n => TagColumn.Create(assets, n)).ToArray();
        var first = keys.Count;
        // In double, because the product of counts may exceed an int; before any list is made.
        if (tags.Aggregate(1.0, (n, t) => n * t.Values.Count) + first > MaximumKeys)
            throw FitErrors.TooManyAggregates(names, MaximumKeys);
        IEnumerable<string[]> combinations = [[]];
        foreach (var tag in tags)
            combinations = combinations.SelectMany(c => tag.Values.Select(v => (string[])[.. c, v])).ToList();
        keys.AddRange(combinations.Select(c => new AggregateKey(names, c)));

        var byAsset = new int[assets.Count];
        for (var a = 0; a < byAsset.Length; a++)
            // First tag slowest: the position in the cartesian product.
            byAsset[a] = first + tags.Aggregate(0, (k, tag) => k * tag.Values.Count + tag.ByAsset[a]);
        return byAsset;
    }
}

namespace Workers.Risk.Assets;

/// <summary>
/// The assets arranged by taxonomy, then site, then ordinal: the order that losses are sampled in. Positions are in
/// this arrangement.
/// </summary>
/// <param name="Taxonomy">Position of the taxonomy.</param>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last.</param>
/// <param name="Ranges">The sites of the group, ascending, each with its positions.</param>
public sealed record TaxonomyGroup(int Taxonomy, int Start, int End, SiteRange[] Ranges)
{
    /// <summary>The site of each range.</summary>
    public int[] Sites { get; } = Array.ConvertAll(Ranges, g => g.Site);

    /// <summary>The range of each position, from <see cref="Start"/> on.</summary>
    public int[] RangeOf { get; } = [.. Ranges.SelectMany((g, i) => Enumerable.Repeat(i, g.End - g.Start))];

    /// <summary>Copies the ground motion at the sites of the ranges.</summary>
    /// <returns>True if there is some at all of them.</returns>
    public bool Take(ReadOnlySpan<float> bySite, Span<float> byRange)
    {
        var missing = false;
        for (var g = 0; g < Sites.Length; g++)
        {
            byRange[g] = bySite[Sites[g]];
            // No branch here: values are taken for each event.
            missing |= float.IsNaN(byRange[g]);
        }
        return !missing;
    }

    /// <summary>The groups of a collection, and the ordinal of each position.</summary>
    public static (TaxonomyGroup[] Groups, int[] Ordinals) Arrange(AssetCollection assets)
    {
        var bySite = assets.Groups();
        var ordinals = bySite.SelectMany(g => g.Assets).ToArray();
        var groups = new List<TaxonomyGroup>();
        var position = 0;
        // GroupBy keeps the order of first appearance: ascending, as the groups are sorted.
        foreach (var taxonomy in bySite.GroupBy(g => g.Taxonomy))
        {
            var start = position;
            var ranges = taxonomy.Select(g => new SiteRange(g.Site, position, position += g.Assets.Length)).ToArray();
            groups.Add(new(taxonomy.Key, start, position, ranges));
        }
        return ([.. groups], ordinals);
    }
}

/// <summary>Positions of the assets of one taxonomy at one site.</summary>
public readonly record struct SiteRange(int Site, int Start, int End);

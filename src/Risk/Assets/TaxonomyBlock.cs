namespace Workers.Risk.Assets;

/// <summary>
/// The assets arranged by taxonomy, then site, then ordinal: the order that losses are sampled in. Positions are in this arrangement.
/// </summary>
/// <param name="Taxonomy">Position of the taxonomy.</param>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last.</param>
/// <param name="Groups">The sites of the block, ascending, each with its positions.</param>
public sealed record TaxonomyBlock(int Taxonomy, int Start, int End, SiteRange[] Groups)
{
    /// <summary>The site of each group.</summary>
    public int[] Sites { get; } = Array.ConvertAll(Groups, g => g.Site);

    /// <summary>The group of each position, from <see cref="Start"/> on.</summary>
    public int[] GroupOf { get; } = [.. Groups.SelectMany((g, i) => Enumerable.Repeat(i, g.End - g.Start))];

    /// <summary>Copies the ground motion at the sites of the groups.</summary>
    /// <returns>True if there is some at all of them.</returns>
    public bool Take(ReadOnlySpan<float> bySite, Span<float> byGroup)
    {
        var missing = false;
        for (var g = 0; g < Sites.Length; g++)
        {
            byGroup[g] = bySite[Sites[g]];
            missing |= float.IsNaN(byGroup[g]);
        }
        return !missing;
    }

    /// <summary>The blocks of a collection, and the ordinal of each position.</summary>
    public static (TaxonomyBlock[] Blocks, int[] Ordinals) Arrange(AssetCollection assets)
    {
        var groups = assets.Groups();
        var ordinals = groups.SelectMany(g => g.Assets).ToArray();
        var blocks = new List<TaxonomyBlock>();
        var position = 0;
        foreach (var taxonomy in groups.GroupBy(g => g.Taxonomy))
        {
            var start = position;
            var ranges = taxonomy.Select(g => new SiteRange(g.Site, position, position += g.Assets.Length)).ToArray();
            blocks.Add(new(taxonomy.Key, start, position, ranges));
        }
        return ([.. blocks], ordinals);
    }
}

/// <summary>Positions of the assets of one taxonomy at one site.</summary>
public readonly record struct SiteRange(int Site, int Start, int End);

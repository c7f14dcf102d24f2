namespace Workers.Risk.Hazard;

/// <summary>What an archived hazard output holds; only these two feed risk calculations.</summary>
public enum HazardKind
{
    /// <summary>Probabilities of exceedance per site, IMT and level.</summary>
    Curves,

    /// <summary>Ground motion values per site, IMT and event.</summary>
    GroundMotion,
}

/// <summary>One path of the hazard logic tree.</summary>
/// <param name="Ordinal">0-based number of the realization.</param>
/// <param name="Weight">Its weight; the weights of a calculation sum to 1.</param>
/// <param name="BranchPath">The path as the engine writes it, where known.</param>
public sealed record Realization(int Ordinal, double Weight, string? BranchPath = null);

/// <summary>The levels of an intensity measure type, strictly increasing; empty for ground motion.</summary>
public sealed record ImtLevels(string Imt, double[] Levels);

/// <summary>Hazard sites, by position; all arrays have one entry a site.</summary>
/// <param name="Ids">Site ids as archived, ascending; there may be gaps.</param>
/// <param name="Lons">Longitudes in degrees, 5 decimals.</param>
/// <param name="Lats">Latitudes in degrees, 5 decimals.</param>
public sealed record SiteCollection(int[] Ids, double[] Lons, double[] Lats)
{
    /// <summary>Number of sites.</summary>
    public int Count => Ids.Length;
}

/// <summary>Events of a set of ground motion fields, by position; all arrays have one entry an event.</summary>
/// <param name="Ids">Event ids, ascending: they seed the random numbers.</param>
/// <param name="Realizations">Realization of each event.</param>
/// <param name="Years">Year of each event in the synthetic catalogue, where known.</param>
/// <param name="Ruptures">Rupture of each event, where known.</param>
public sealed record EventSet(long[] Ids, int[] Realizations, int[]? Years, long[]? Ruptures = null)
{
    /// <summary>Number of events, those without any shaking included.</summary>
    public int Count => Ids.Length;

    /// <summary>Some of the events.</summary>
    public EventSet Slice(Range range) => new(Ids[range], Realizations[range], Years?[range], Ruptures?[range]);
}

/// <summary>Hazard curves in memory.</summary>
/// <param name="InvestigationTime">Years the PoEs refer to.</param>
/// <param name="Sites">The sites.</param>
/// <param name="Imts">IMTs with their levels.</param>
/// <param name="Realizations">Realizations; a lone statistic counts as one of weight 1.</param>
/// <param name="Poes"><c>Poes[realization][imt]</c>: PoEs in [0, 1], sites × levels, row-major.</param>
public sealed record HazardCurves(
    double InvestigationTime, SiteCollection Sites, IReadOnlyList<ImtLevels> Imts,
    IReadOnlyList<Realization> Realizations, double[][][] Poes)
{
    /// <summary>PoEs of one curve, one per level.</summary>
    // A view, not a copy: curves of large regions fill most of the memory.
    public ReadOnlySpan<double> Curve(int realization, int imt, int site)
    {
        var levels = Imts[imt].Levels.Length;
        return Poes[realization][imt].AsSpan(site * levels, levels);
    }
}

/// <summary>Ground motion fields, one row of values per site and IMT.</summary>
public interface IGroundMotion
{
    /// <summary>The sites.</summary>
    SiteCollection Sites { get; }

    /// <summary>IMT names, in the order of the <c>imt</c> index.</summary>
    IReadOnlyList<string> Imts { get; }

    /// <summary>The events, in the order of the values.</summary>
    EventSet Events { get; }

    /// <summary>Realizations that the events belong to.</summary>
    IReadOnlyList<Realization> Realizations { get; }

    /// <summary>
    /// Ground motion values at a site, one per event, in the units of the IMT (g for PGA and SA).
    /// NaN where the archive has no row for the event: no shaking was computed there, which is not the same as 0.
    /// </summary>
    ReadOnlySpan<float> Values(int imt, int site);
}

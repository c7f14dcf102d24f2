namespace Workers.Risk.Hazard;

/// <summary>Name of one archived product of a hazard calculation.</summary>
/// <param name="Name">
/// <c>rlz-000</c>, <c>mean</c>, <c>quantile-0.5</c> for curves; <c>gmf</c> for ground motion.
/// </param>
/// <param name="Realization">Realization ordinal of a curve set, else null.</param>
/// <param name="Statistic"><c>mean</c>, <c>quantile-0.5</c>, … of a curve set, else null.</param>
public sealed record HazardOutputName(string Name, int? Realization, string? Statistic);

/// <summary>
/// A hazard calculation, read through and checked, ready for the archive: self-sufficient for any later risk
/// calculation.
/// </summary>
public sealed record ArchivableHazard
{
    /// <summary>Events whose ground motion at a site the archive keeps in one row.</summary>
    // 8,000 bytes of float32: a full row just fits a page of the database (docs/decisions/hazard-layout.md).
    public const int EventsPerRow = 2_000;

    /// <summary>Calculation mode of the hazard: <c>classical</c>, <c>scenario</c>, <c>event_based</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>What computed it, e.g. <c>OpenQuake engine 3.21.0</c>.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Curves or ground motion.</summary>
    public required HazardKind Kind { get; init; }

    /// <summary>Years; null only for scenarios.</summary>
    public double? InvestigationTime { get; init; }

    /// <summary>Stochastic event sets per logic tree path; null for curves and scenarios.</summary>
    public int? SesPerLogicTreePath { get; init; }

    /// <summary>Samples of the logic tree; 0 means full enumeration.</summary>
    public int LogicTreeSamples { get; init; }

    /// <summary>The sites.</summary>
    public required SiteCollection Sites { get; init; }

    /// <summary>Depth of each site, km.</summary>
    public required double[] Depths { get; init; }

    /// <summary>
    /// What else is known of the sites, as it was written: a text for each site, by name of the parameter (<c>vs30</c>,
    /// <c>custom_site_id</c>, …).
    /// </summary>
    public IReadOnlyDictionary<string, string[]> SiteParameters { get; init; } = new Dictionary<string, string[]>();

    /// <summary>IMTs with levels (empty for ground motion).</summary>
    public required IReadOnlyList<ImtLevels> Imts { get; init; }

    /// <summary>Realizations with weights.</summary>
    public required IReadOnlyList<Realization> Realizations { get; init; }

    /// <summary>The outputs; a single one named <c>gmf</c> for ground motion.</summary>
    public required IReadOnlyList<HazardOutputName> Outputs { get; init; }

    /// <summary><c>Poes[output][imt]</c>: sites × levels, row-major; null for ground motion.</summary>
    public double[][][]? Poes { get; init; }

    /// <summary>Ground motion; null for curves.</summary>
    public IGroundMotion? GroundMotion { get; init; }

    /// <summary>What whoever brought it should know; not archived.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every parameter that came with the files, for provenance.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}

/// <summary>Ground motion fields held in memory.</summary>
/// <param name="Sites">The sites.</param>
/// <param name="Imts">IMT names.</param>
/// <param name="Events">The events.</param>
/// <param name="Realizations">The realizations.</param>
/// <param name="Gmvs"><c>Gmvs[imt]</c>: sites × events, row-major; NaN where there is no row.</param>
public sealed record GroundMotionFields(
    SiteCollection Sites,
    IReadOnlyList<string> Imts,
    EventSet Events,
    IReadOnlyList<Realization> Realizations,
    float[][] Gmvs)
    : IGroundMotion
{
    /// <inheritdoc/>
    public ReadOnlySpan<float> Values(int imt, int site) => Gmvs[imt].AsSpan(site * Events.Count, Events.Count);
}

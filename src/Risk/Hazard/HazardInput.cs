using Workers.Errors;

namespace Workers.Risk.Hazard;

/// <summary>The hazard that a risk calculation uses: curves or ground motion, with what they refer to.</summary>
/// <param name="Sites">The sites, already clipped to what the job needs.</param>
/// <param name="InvestigationTime">Years; null for scenarios.</param>
/// <param name="Realizations">Realizations with weights.</param>
public abstract record HazardInput(
    SiteCollection Sites,
    double? InvestigationTime,
    IReadOnlyList<Realization> Realizations)
{
    /// <summary>Names of the IMTs there are.</summary>
    public abstract IReadOnlyList<string> Imts { get; }

    /// <summary>
    /// Hazard just read from files, as input of a calculation: all realizations, or the lone statistic.
    /// </summary>
    public static HazardInput From(ArchivableHazard hazard) => hazard.Kind == HazardKind.GroundMotion
        ? new GroundMotionInput(
            hazard.GroundMotion!,
            hazard.InvestigationTime,
            hazard.SesPerLogicTreePath ?? 1,
            hazard.LogicTreeSamples)
        : new CurveInput(CurvesOf(hazard));

    private static HazardCurves CurvesOf(ArchivableHazard hazard)
    {
        int[] all =
        [
            .. Enumerable.Range(0, hazard.Outputs.Count)
                // Statistics are not realizations: taken with them they would count twice.
                .Where(o => hazard.Outputs[o].Realization is not null)
                .OrderBy(o => hazard.Outputs[o].Realization),
        ];
        if (all.Length > 0)
        {
            return new(
                hazard.InvestigationTime!.Value,
                hazard.Sites,
                hazard.Imts,
                hazard.Realizations,
                Array.ConvertAll(all, o => hazard.Poes![o]));
        }
        // A lone mean or quantile counts as the only realization.
        if (hazard.Outputs.Count == 1)
            return new(
                hazard.InvestigationTime!.Value,
                hazard.Sites,
                hazard.Imts,
                [new Realization(0, 1)],
                hazard.Poes!);
        throw RequestErrors.SeveralStatistics(hazard.Outputs.Select(o => o.Name), where: null);
    }
}

/// <summary>Hazard curves: input of the classical modes.</summary>
public sealed record CurveInput(HazardCurves Curves) : HazardInput(
    Curves.Sites,
    Curves.InvestigationTime,
    Curves.Realizations)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Imts { get; } = [.. Curves.Imts.Select(i => i.Imt)];
}

/// <summary>Ground motion fields: input of the scenario and event based modes.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="InvestigationTime">Years of one stochastic event set; null for scenarios.</param>
/// <param name="SesPerLogicTreePath">Stochastic event sets per logic tree path.</param>
/// <param name="LogicTreeSamples">Samples of the logic tree; 0 means full enumeration.</param>
public sealed record GroundMotionInput(
    IGroundMotion Fields, double? InvestigationTime, int SesPerLogicTreePath = 1, int LogicTreeSamples = 0)
    : HazardInput(Fields.Sites, InvestigationTime, Fields.Realizations)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Imts => Fields.Imts;
}

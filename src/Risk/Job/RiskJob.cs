using Workers.Risk.Exposure;
using Workers.Risk.Fragility;
using Workers.Risk.Insurance;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Job;

/// <summary>A risk calculation as its job files state it: parameters, exposure and functions; no hazard.</summary>
/// <param name="Parameters">The parameters of job.ini.</param>
/// <param name="Exposure">The assets.</param>
/// <param name="Vulnerability">The vulnerability functions.</param>
/// <param name="Mapping">Taxonomy mapping.</param>
public sealed record RiskJob(
    RiskParameters Parameters,
    ExposureModel Exposure,
    VulnerabilityModel Vulnerability,
    TaxonomyMapping Mapping)
{
    /// <summary>Fragility functions of the damage modes.</summary>
    public FragilityModel Fragility { get; init; } = FragilityModel.Empty;

    /// <summary>Consequences of damage.</summary>
    public ConsequenceModel Consequences { get; init; } = ConsequenceModel.Empty;

    /// <summary>
    /// Vulnerability functions after the retrofit (classical_bcr), by loss type and risk id; null in other modes.
    /// </summary>
    public VulnerabilityModel? Retrofitted { get; init; }

    /// <summary>Insurance policies, in the order of the parameter; empty without insurance.</summary>
    public IReadOnlyList<InsurancePolicies> Insurance { get; init; } = [];

    /// <summary>Reinsurance, or null.</summary>
    public ReinsuranceModel? Reinsurance { get; init; }

    /// <summary>Post loss amplification, or null.</summary>
    public LossAmplification? LossAmplification { get; init; }

    /// <summary>
    /// IMTs of the functions that taxonomies of the exposure are mapped to; the others are not needed.
    /// </summary>
    public IReadOnlyList<string> UsedImts(VulnerabilityModel functions) => UsedImts(functions.ByLossType, f => f.Imt);

    /// <summary>
    /// IMTs of the functions that taxonomies of the exposure are mapped to; the others are not needed.
    /// </summary>
    public IReadOnlyList<string> UsedImts(FragilityModel functions) => UsedImts(functions.ByLossType, f => f.Imt);

    private string[] UsedImts<T>(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, T>> byLossType,
        Func<T, string> imtOf)
    {
        string[] taxonomies = [.. Exposure.Assets.Select(a => a.Taxonomy).Distinct(StringComparer.Ordinal)];
        var imts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (lossType, functions) in byLossType)
            foreach (var mapped in taxonomies.SelectMany(t => Mapping.For(lossType, t)))
                if (functions.TryGetValue(mapped.RiskId, out var function))
                    imts.Add(imtOf(function));
        return [.. imts];
    }
}

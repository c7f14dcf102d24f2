using Workers.Risk.Assets;
using Workers.Errors;
using Workers.Risk.Insurance;

namespace Workers.Risk.EventBased;

/// <summary>
/// What insurers pay of the losses of an asset, by the terms of its policy (risklib/scientific.py, insured_losses).
/// </summary>
internal sealed class InsuredLosses(
    string name,
    int[] parts,
    PolicyTerms?[] terms,
    double[] values)
    : DerivedLosses(name, parts, values.Length)
{
    public static InsuredLosses Of(
        InsurancePolicies policies,
        int[] parts,
        AssetCollection assets,
        int[] ordinals,
        LossTypeModel[] lossTypes)
    {
        var tag = assets.Exposure.TagNames.ToList().IndexOf("policy");
        if (tag < 0)
            throw ExposureErrors.NoPolicyTag("job.ini insurance_csv");
        return new(policies.LossTypes + "_ins", parts,
            Array.ConvertAll(
                ordinals,
                o => policies.ByPolicy.TryGetValue(assets.Assets[o].Tags[tag], out var terms) ? terms : (PolicyTerms?)null),
            [.. ordinals.Select((_, p) => (double)parts.Aggregate(0f, (sum, part) => sum + lossTypes[part].Values[p]))]);
    }

    public override void Calculate(TaxonomyGroup group, EventLosses[] lossTypes)
    {
        for (var p = group.Start; p < group.End; p++)
            Losses.Losses[p] = terms[p]?.Insured(Parts.Sum(part => lossTypes[part].Losses[p]), values[p]) ?? 0;
    }
}

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
    public static InsuredLosses Create(
        InsurancePolicies policies,
        int[] parts,
        AssetCollection assets,
        int[] ordinals,
        LossTypeModel[] lossTypes)
    {
        var tag = assets.Exposure.TagNames.ToList().IndexOf("policy");
        if (tag < 0)
            throw ExposureErrors.NoPolicyTag("job.ini insurance_csv");
        var terms = new PolicyTerms?[ordinals.Length];
        var values = new double[ordinals.Length];
        for (var p = 0; p < ordinals.Length; p++)
        {
            // Assets of other policies stay null: not insured, no error.
            if (policies.ByPolicy.TryGetValue(assets.Assets[ordinals[p]].Tags[tag], out var found))
                terms[p] = found;
            // The engine sums the values in float32.
            var value = 0f;
            foreach (var part in parts)
                value += lossTypes[part].Values[p];
            values[p] = value;
        }
        return new(policies.LossTypes + "_ins", parts, terms, values);
    }

    public override void Calculate(TaxonomyGroup group, EventLosses[] lossTypes)
    {
        for (var p = group.Start; p < group.End; p++)
            // Variances stay 0: the engine gives none for insured losses.
            Losses.Losses[p] = terms[p]?.Insured(Parts.Sum(part => lossTypes[part].Losses[p]), values[p]) ?? 0;
    }
}

using Workers.Risk.Assets;
using Workers.Errors;
using Workers.Risk.Insurance;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>Losses that follow from those of other loss types, asset by asset.</summary>
/// <param name="name">E.g. <c>structural+contents</c>.</param>
/// <param name="parts">Positions of the loss types whose losses and values are summed.</param>
/// <param name="assets">Number of assets.</param>
internal abstract class DerivedLosses(string name, int[] parts, int assets)
{
    public string Name => name;

    public int[] Parts => parts;

    /// <summary>Losses of the current event.</summary>
    public EventLosses Losses { get; } = new(assets);

    public abstract void Calculate(TaxonomyGroup group, EventLosses[] lossTypes);

    /// <summary>
    /// What a job derives: insured losses, else the total; and the claim, if assets have deductibles.
    /// </summary>
    public static DerivedLosses[] Create(RiskJob job, AssetCollection assets, int[] ordinals, LossTypeModel[] lossTypes)
    {
        var deductibles = Array.ConvertAll(ordinals, o => assets.Assets[o].Deductible);
        var totalLosses = job.Parameters.TotalLosses;
        int[]? total = null;
        if (totalLosses is not null)
            total = PartsOf(totalLosses, "total_losses");
        // A deductible needs to know which losses it is taken of; one loss type leaves no doubt.
        else if (lossTypes.Length == 1)
            total = [0];

        List<DerivedLosses> sums = [];
        // Insured losses take the place of the total, they do not join it (oqvalidation.py).
        if (job.Insurance.Count > 0)
            sums.AddRange(job.Insurance.Select(Insured));
        else if (totalLosses is not null)
            sums.Add(new TotalLosses(totalLosses, total!, ordinals.Length));
        if (!deductibles.Any(d => d > 0))
            return [.. sums];
        return total is null
            ? throw ParameterErrors.DeductibleOfWhat()
            : [.. sums, new ClaimedLosses(total, deductibles)];

        InsuredLosses Insured(InsurancePolicies policies) =>
            InsuredLosses.Create(policies, PartsOf(policies.LossTypes, "insurance_csv"), assets, ordinals, lossTypes);

        int[] PartsOf(string sum, string parameter)
        {
            int[] parts = [.. sum.Split('+').Select(part => Array.FindIndex(lossTypes, t => t.Name == part.Trim()))];
            return parts.Contains(-1)
                ? throw ParameterErrors.LossTypeWithoutFunctions(sum, parameter, lossTypes.Select(t => t.Name))
                : parts;
        }
    }
}

/// <summary>The sum of the losses of several loss types; variances add up.</summary>
internal sealed class TotalLosses(string name, int[] parts, int assets) : DerivedLosses(name, parts, assets)
{
    public override void Calculate(TaxonomyGroup group, EventLosses[] lossTypes)
    {
        Losses.Clear(group.Start, group.End);
        foreach (var part in Parts)
            for (var p = group.Start; p < group.End; p++)
            {
                Losses.Losses[p] += lossTypes[part].Losses[p];
                Losses.Variances[p] += lossTypes[part].Variances[p];
            }
    }
}

/// <summary>
/// What is left of the total above the deductible of the asset; the variance is that of the total, even where nothing
/// is left (risklib/scientific.py, total_losses).
/// </summary>
internal sealed class ClaimedLosses(
    int[] parts,
    float[] deductibles)
    : DerivedLosses(DerivedLossType.Claim, parts, deductibles.Length)
{
    public override void Calculate(TaxonomyGroup group, EventLosses[] lossTypes)
    {
        for (var p = group.Start; p < group.End; p++)
        {
            // A deductible is money of the whole asset, so it is taken of the sum.
            Losses.Losses[p] = Math.Max(0, Parts.Sum(part => lossTypes[part].Losses[p]) - deductibles[p]);
            Losses.Variances[p] = Parts.Sum(part => lossTypes[part].Variances[p]);
        }
    }
}

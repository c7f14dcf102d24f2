using Workers.Errors;
using Workers.Risk.Exposure;
using Workers.Risk.Job;

namespace Workers.OpenQuake.Checks;

/// <summary>Losses event by event: what sums, insurance and reinsurance refer to.</summary>
internal static class EventLossChecks
{
    private const string Policy = "policy";

    public static void Check(RiskJob job, IReadOnlyList<Asset> assets, string ini)
    {
        var lossTypes = job.Vulnerability.LossTypes;
        var total = job.Parameters.TotalLosses;
        if (total is not null)
            RequireParts(total, "total_losses", lossTypes);
        foreach (var insurance in job.Insurance)
            RequireParts(insurance.LossTypes, "insurance_csv", lossTypes);
        if (total is null && lossTypes.Count > 1 && assets.Any(a => a.Deductible > 0))
            throw ParameterErrors.DeductibleOfWhat();
        if (job.Reinsurance is { } reinsurance)
            RequireReinsured(job, reinsurance.LossTypes, ini);
    }

    private static void RequireParts(
        string sum,
        string parameter,
        IReadOnlyList<string> lossTypes)
    {
        foreach (var part in sum.Split('+'))
            if (!lossTypes.Contains(part.Trim()))
                throw ParameterErrors.LossTypeWithoutFunctions(sum, parameter, lossTypes);
    }

    private static void RequireReinsured(RiskJob job, string reinsured, string ini)
    {
        List<string> calculated = [.. job.Vulnerability.LossTypes];
        if (job.Parameters.TotalLosses is { } total)
            calculated.Add(total);
        if (!calculated.Contains(reinsured))
            throw ParameterErrors.ReinsuredLossNotCalculated(reinsured, calculated);
        // The engine takes the losses by policy from the first aggregation (post_risk.py).
        if (job.Parameters.AggregateBy is not [[Policy], ..])
            throw InsuranceErrors.NotAggregatedByPolicy(ini);
    }
}

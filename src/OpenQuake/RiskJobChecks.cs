using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;
using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.OpenQuake;

/// <summary>Checks that need several of the files: functions for each taxonomy, values for each loss type, tags that exist.</summary>
internal static class RiskJobChecks
{
    private static readonly string[] AlwaysThere = ["taxonomy", "id", "site_id"];

    public static void Check(RiskJob job, string ini)
    {
        var isDamage = job.Parameters.Mode.Gives == ModeResult.Damage;
        var functions = isDamage
            ? job.Fragility.ByLossType.Select(f => (f.Key, f.Value.Keys)).ToList()
            : [.. job.Vulnerability.ByLossType.Select(f => (f.Key, f.Value.Keys))];
        if (functions.Count == 0)
            throw Missing(ini, isDamage ? "There are no fragility functions." : "There are no vulnerability functions.", $"structural_{(isDamage ? "fragility" : "vulnerability")}_file = … or one of another loss type");
        CheckTags(job, ini);
        foreach (var (lossType, ids) in functions)
        {
            if (!isDamage)
                CheckValues(job.Exposure, lossType, ini);
            CheckTaxonomies(job, lossType, ids);
        }
        if (job.Parameters.Mode.NeedsRetrofit)
            CheckBenefitCost(job, ini);
    }

    private static void CheckTags(RiskJob job, string ini)
    {
        var known = job.Exposure.TagNames.Concat(AlwaysThere).ToList();
        if (job.Parameters.AggregateBy.SelectMany(s => s).FirstOrDefault(t => !known.Contains(t)) is { } unknown)
            throw new InputException(ErrorCode.UnknownTag, $"aggregate_by names the tag {unknown}, which the exposure does not have.", ini, RiskJobFiles.Among(known));
        if ((job.Insurance.Count > 0 || job.Reinsurance is not null) && !job.Exposure.TagNames.Contains("policy"))
            throw new InputException(ErrorCode.UnknownTag, "There is insurance, but the exposure has no tag policy.", ini, "a tag policy that says the policy of each asset");
    }

    private static void CheckValues(ExposureModel exposure, string lossType, string ini)
    {
        if (lossType is "number" or "area")
            return;
        if (lossType == "occupants" ? exposure.OccupancyFields.Any(f => f != "residents")
            : lossType == "residents" ? exposure.OccupancyFields.Contains("residents")
            : exposure.CostTypes.Any(c => c.Name == lossType))
            return;
        throw lossType is "occupants" or "residents"
            ? new InputException(ErrorCode.OccupantsMissing, $"There are functions for {lossType}, but the exposure has none.", ini, "occupancyPeriods and numbers of people")
            : new InputException(ErrorCode.CostMissing, $"There are functions for {lossType}, but the exposure has no such cost type.", ini,
                RiskJobFiles.Among(exposure.CostTypes.Select(c => c.Name)));
    }

    /// <summary>With a region, assets outside of it do not count and the calculator checks those inside.</summary>
    private static void CheckTaxonomies(RiskJob job, string lossType, IEnumerable<string> functions)
    {
        if (job.Parameters.Region is not null)
            return;
        var ids = functions.ToHashSet(StringComparer.Ordinal);
        foreach (var asset in job.Exposure.Assets.DistinctBy(a => a.Taxonomy))
        {
            var mapped = job.Mapping.For(lossType, asset.Taxonomy);
            if (mapped.Count == 0)
                throw new InputException(ErrorCode.TaxonomyWithoutFunction, $"The taxonomy {asset.Taxonomy} is not in the mapping for {lossType}.", $"asset {asset.Id}", "a row for it");
            if (mapped.FirstOrDefault(m => !ids.Contains(m.RiskId)) is { } missing)
                throw new InputException(ErrorCode.TaxonomyWithoutFunction,
                    $"The taxonomy {asset.Taxonomy} needs the {lossType} function {missing.RiskId}, which is not there.", $"asset {asset.Id}", RiskJobFiles.Among(ids));
        }
    }

    private static void CheckBenefitCost(RiskJob job, string ini)
    {
        if (job.Parameters.InterestRate is null || job.Parameters.AssetLifeExpectancy is null)
            throw Missing(ini, "interest_rate or asset_life_expectancy is missing.", "both");
        if (job.Retrofitted is not { LossTypes.Count: > 0 })
            throw Missing(ini, "There are no vulnerability functions of the retrofitted buildings.", "structural_vulnerability_retrofitted_file = …");
        if (job.Exposure.Assets.FirstOrDefault(a => a.Retrofitted is null) is { } asset)
            throw new InputException(ErrorCode.CostMissing, "The asset has no retrofitted cost.", $"asset {asset.Id}", "a retrofitted value for each asset");
    }

    private static InputException Missing(string ini, string what, string expected) => new(ErrorCode.ParameterMissing, what, ini, expected);
}

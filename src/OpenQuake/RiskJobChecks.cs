using Workers.Errors;
using Workers.Risk.Exposure;
using Workers.Risk.Job;

namespace Workers.OpenQuake;

/// <summary>
/// Checks that need several of the files: functions for each taxonomy, values for each loss type, tags that exist.
/// </summary>
internal static class RiskJobChecks
{
    /// <summary>What the engine aggregates by without a tag.</summary>
    private static readonly string[] AlwaysThere = ["taxonomy", "id", "site_id"];

    public static void Check(RiskJob job, string ini)
    {
        if (job.Parameters.Mode.Gives == ModeResult.Damage)
            CheckFragility(job, ini);
        else
            CheckVulnerability(job, ini);
        if (job.Parameters.Mode.NeedsRetrofit)
            CheckRetrofit(job, ini);
    }

    private static void CheckFragility(RiskJob job, string ini)
    {
        if (job.Fragility.ByLossType.Count == 0)
            throw ParameterErrors.NoFunctions("fragility", ini);
        CheckTags(job, ini);
        foreach (var (lossType, functions) in job.Fragility.ByLossType)
            CheckTaxonomies(job, lossType, [.. functions.Keys]);
    }

    private static void CheckVulnerability(RiskJob job, string ini)
    {
        if (job.Vulnerability.ByLossType.Count == 0)
            throw ParameterErrors.NoFunctions("vulnerability", ini);
        CheckTags(job, ini);
        foreach (var (lossType, functions) in job.Vulnerability.ByLossType)
        {
            CheckValues(job.Exposure, lossType, ini);
            CheckTaxonomies(job, lossType, [.. functions.Keys]);
        }
    }

    private static void CheckTags(RiskJob job, string ini)
    {
        var known = job.Exposure.TagNames.Concat(AlwaysThere).ToList();
        foreach (var tag in job.Parameters.AggregateBy.SelectMany(tags => tags))
            if (!known.Contains(tag))
                throw ExposureErrors.NoTagToAggregateBy(tag, known, ini);
        var isInsured = job.Insurance.Count > 0 || job.Reinsurance is not null;
        if (isInsured && !job.Exposure.TagNames.Contains("policy"))
            throw ExposureErrors.NoPolicyTag(ini);
    }

    private static void CheckValues(ExposureModel exposure, string lossType, string ini)
    {
        switch (lossType)
        {
            // Each asset has them.
            case "number" or "area":
                break;
            case "occupants":
                if (exposure.OccupancyFields.All(f => f == "residents"))
                    throw ExposureErrors.NoOccupants(lossType, ini);
                break;
            case "residents":
                if (!exposure.OccupancyFields.Contains("residents"))
                    throw ExposureErrors.NoOccupants(lossType, ini);
                break;
            default:
                var costTypes = exposure.CostTypes.Select(c => c.Name).ToList();
                if (!costTypes.Contains(lossType))
                    throw ExposureErrors.NoCostType(lossType, costTypes, ini);
                break;
        }
    }

    /// <summary>With a region, assets outside of it do not count and the calculator checks those inside.</summary>
    private static void CheckTaxonomies(RiskJob job, string lossType, HashSet<string> functions)
    {
        if (job.Parameters.Region is not null)
            return;
        foreach (var asset in job.Exposure.Assets.DistinctBy(a => a.Taxonomy))
        {
            var where = $"asset {asset.Id}";
            var mapped = job.Mapping.For(lossType, asset.Taxonomy);
            if (mapped.Count == 0)
                throw FunctionErrors.TaxonomyNotMapped(asset.Taxonomy, lossType, where);
            var missing = mapped.FirstOrDefault(m => !functions.Contains(m.RiskId));
            if (missing is not null)
                throw FunctionErrors.NoFunctionOfTaxonomy(
                    asset.Taxonomy, lossType, missing.RiskId, functions, where);
        }
    }

    private static void CheckRetrofit(RiskJob job, string ini)
    {
        if (job.Parameters.InterestRate is null)
            throw ParameterErrors.Missing("interest_rate", ini, "a rate, such as 0.05");
        if (job.Parameters.AssetLifeExpectancy is null)
            throw ParameterErrors.Missing("asset_life_expectancy", ini, "years, such as 40");
        if (job.Retrofitted is not { LossTypes.Count: > 0 })
            throw ParameterErrors.NoRetrofittedFunctions(ini);
        var asset = job.Exposure.Assets.FirstOrDefault(a => a.Retrofitted is null);
        if (asset is not null)
            throw ExposureErrors.NoRetrofittedCost(asset.Id);
    }
}

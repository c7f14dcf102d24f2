using Workers.Errors;
using Workers.Risk;
using Workers.Risk.Exposure;
using Workers.Risk.Job;
using Workers.Risk.Modes;

namespace Workers.OpenQuake.Checks;

/// <summary>
/// All checks that need several of the files and no hazard. A risk model that passes can only fail for its hazard or
/// its area; the archive, the quote and each step of a job read through them.
/// </summary>
internal static class RiskJobChecks
{
    /// <summary>What the engine aggregates by without a tag.</summary>
    private static readonly string[] AlwaysThere = ["taxonomy", "id", "site_id"];

    public static void Check(RiskJob job, string ini)
    {
        // First: a parameter that is not followed makes all other checks idle.
        RiskCalculation.Check(job);
        var assets = RegionChecks.AssetsThatCount(job);
        if (job.Parameters.Mode.Gives == ModeResult.Damage)
            CheckDamage(job, assets, ini);
        else
            CheckLosses(job, assets, ini);
        if (job.Parameters.Mode.NeedsRetrofit)
            CheckRetrofit(job, assets, ini);
    }

    private static void CheckDamage(RiskJob job, IReadOnlyList<Asset> assets, string ini)
    {
        if (job.Fragility.ByLossType.Count == 0)
            throw ParameterErrors.NoFunctions("fragility", ini);
        // Before the functions: a wrong tag is found without reading through all taxonomies.
        CheckTags(job, ini);
        foreach (var (lossType, functions) in job.Fragility.ByLossType)
            CheckTaxonomies(job, assets, lossType, [.. functions.Keys]);
        if (job.Parameters.Mode is ModeByEvents)
            DamageChecks.Check(job, assets, ini);
    }

    private static void CheckLosses(RiskJob job, IReadOnlyList<Asset> assets, string ini)
    {
        if (job.Vulnerability.ByLossType.Count == 0)
            throw ParameterErrors.NoFunctions("vulnerability", ini);
        CheckTags(job, ini);
        foreach (var (lossType, functions) in job.Vulnerability.ByLossType)
        {
            ValueChecks.Check(job, assets, lossType, ini);
            CheckTaxonomies(job, assets, lossType, [.. functions.Keys]);
        }
        if (job.Parameters.Mode is ModeByEvents)
            EventLossChecks.Check(job, assets, ini);
        else
            LossCurveChecks.Check(job);
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

    private static void CheckTaxonomies(
        RiskJob job,
        IReadOnlyList<Asset> assets,
        string lossType,
        HashSet<string> functions)
    {
        // The first asset of each taxonomy stands for all, and is named in the error.
        foreach (var asset in assets.DistinctBy(a => a.Taxonomy))
        {
            var where = $"asset {asset.Id}";
            var mapped = job.Mapping.For(lossType, asset.Taxonomy);
            if (mapped.Count == 0)
                throw TaxonomyErrors.TaxonomyNotMapped(asset.Taxonomy, lossType, where);
            var missing = mapped.FirstOrDefault(m => !functions.Contains(m.RiskId));
            if (missing is not null)
                throw TaxonomyErrors.NoFunctionOfTaxonomy(
                    asset.Taxonomy, lossType, missing.RiskId, functions, where);
        }
    }

    private static void CheckRetrofit(RiskJob job, IReadOnlyList<Asset> assets, string ini)
    {
        if (job.Parameters.InterestRate is null)
            throw ParameterErrors.Missing("interest_rate", ini, "a rate, such as 0.05");
        if (job.Parameters.AssetLifeExpectancy is null)
            throw ParameterErrors.Missing("asset_life_expectancy", ini, "years, such as 40");
        if (job.Retrofitted is not { LossTypes.Count: > 0 } retrofitted)
            throw ParameterErrors.NoRetrofittedFunctions(ini);
        foreach (var (lossType, functions) in retrofitted.ByLossType)
            CheckTaxonomies(job, assets, lossType, [.. functions.Keys]);
        var asset = assets.FirstOrDefault(a => a.Retrofitted is null);
        if (asset is not null)
            throw ExposureErrors.NoRetrofittedCost(asset.Id);
    }
}

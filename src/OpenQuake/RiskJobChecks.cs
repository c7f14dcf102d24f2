using Workers.OpenQuake.JobFiles;
using Workers.Risk;
using Workers.Risk.Exposure;
using Workers.Risk.Input;

namespace Workers.OpenQuake;

/// <summary>Checks that need several of the files: functions for each taxonomy, values for each loss type, tags that exist.</summary>
internal static class RiskJobChecks
{
    private static readonly string[] AlwaysThere = ["taxonomy", "id", "site_id"];

    public static void Check(RiskJob job, string ini)
    {
        if (job.Parameters.Mode is "classical_risk" or "scenario_risk" or "event_based_risk" or "ebrisk" or "classical_bcr"
            && job.Vulnerability.LossTypes.Count == 0)
            throw new InputException(ErrorCode.ParameterMissing, "There are no vulnerability functions.", ini, "structural_vulnerability_file = … or one of another loss type");
        if (job.Parameters.Mode.EndsWith("_damage", StringComparison.Ordinal) && job.Fragility.LossTypes.Count == 0)
            throw new InputException(ErrorCode.ParameterMissing, "There are no fragility functions.", ini, "structural_fragility_file = … or one of another loss type");
        CheckTags(job, ini);
        foreach (var lossType in job.Vulnerability.LossTypes)
        {
            CheckValues(job.Exposure, lossType, ini);
            CheckTaxonomies(job, lossType, job.Vulnerability.ByLossType[lossType].Keys);
        }
        foreach (var lossType in job.Fragility.LossTypes)
            CheckTaxonomies(job, lossType, job.Fragility.ByLossType[lossType].Keys);
    }

    private static void CheckTags(RiskJob job, string ini)
    {
        var known = job.Exposure.TagNames.Concat(AlwaysThere).ToList();
        if (job.Parameters.AggregateBy.SelectMany(s => s).FirstOrDefault(t => !known.Contains(t)) is { } unknown)
            throw new InputException(ErrorCode.UnknownTag, $"aggregate_by names the tag {unknown}, which the exposure does not have.", ini, RiskJobFiles.Among(known));
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
}

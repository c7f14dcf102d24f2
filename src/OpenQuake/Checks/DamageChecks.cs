using Workers.Errors;
using Workers.Risk.Exposure;
using Workers.Risk.Job;

namespace Workers.OpenQuake.Checks;

/// <summary>
/// Damage event by event: consequences of each function that is used, and whole buildings where they are drawn.
/// </summary>
internal static class DamageChecks
{
    public static void Check(RiskJob job, IReadOnlyList<Asset> assets, string ini)
    {
        // Damage is counted in buildings, whatever the loss type is worth.
        ValueChecks.Check(job, assets, "number", ini);
        if (job.Parameters.DiscreteDamageDistribution)
            RequireWholeNumbers(assets);
        foreach (var lossType in job.Fragility.LossTypes)
            foreach (var consequence in job.Consequences.Names.Where(name => job.Consequences.Has(name, lossType)))
            {
                ValueChecks.Check(job, assets, ValueOf(consequence, lossType), ini);
                RequireConsequence(job, assets, lossType, consequence);
            }
    }

    private static void RequireWholeNumbers(IReadOnlyList<Asset> assets)
    {
        foreach (var asset in assets)
            if (asset.Number != MathF.Floor(asset.Number))
                throw ExposureErrors.NotWholeNumber(asset.Number, asset.Id);
    }

    /// <summary>What a consequence is a share of.</summary>
    private static string ValueOf(string consequence, string lossType) => consequence switch
    {
        "losses" => lossType,
        "collapsed" or "non_operational" => "number",
        "homeless" => "residents",
        _ => "occupants",
    };

    private static void RequireConsequence(
        RiskJob job,
        IReadOnlyList<Asset> assets,
        string lossType,
        string consequence)
    {
        foreach (var asset in assets.DistinctBy(a => a.Taxonomy))
            foreach (var mapped in job.Mapping.For(lossType, asset.Taxonomy))
                if (job.Consequences.Find(consequence, lossType, mapped.RiskId) is null)
                    throw ConsequenceErrors.NoConsequence(
                        consequence, lossType, mapped.RiskId, asset.Taxonomy, $"asset {asset.Id}");
    }
}

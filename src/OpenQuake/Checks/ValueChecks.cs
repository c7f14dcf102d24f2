using Workers.Errors;
using Workers.Risk.Assets;
using Workers.Risk.Exposure;
using Workers.Risk.Job;

namespace Workers.OpenQuake.Checks;

/// <summary>
/// What assets are worth for a loss type: whether the exposure says it, and whether it can be calculated with.
/// </summary>
internal static class ValueChecks
{
    private const string Residents = "residents";
    private const string Average = "avg";

    /// <summary>Occupancies whose mean the engine takes where nothing is said of the average.</summary>
    private static readonly string[] Periods = ["day", "night", "transit"];

    public static void Check(RiskJob job, IReadOnlyList<Asset> assets, string lossType, string ini)
    {
        RequireValues(job, lossType, ini);
        RequireFinite(AssetValuation.For(job.Exposure, lossType, job.Parameters.TimeEvent), assets, lossType, ini);
    }

    private static void RequireValues(RiskJob job, string lossType, string ini)
    {
        var fields = job.Exposure.OccupancyFields;
        switch (lossType)
        {
            // Each asset has them.
            case "number" or "area":
                break;
            case "occupants":
                RequireOccupants(fields, job.Parameters.TimeEvent, ini);
                break;
            case Residents:
                if (!fields.Contains(Residents))
                    throw ExposureErrors.NoOccupants(lossType, ini);
                break;
            default:
                var costTypes = job.Exposure.CostTypes.Select(c => c.Name).ToList();
                if (!costTypes.Contains(lossType))
                    throw ExposureErrors.NoCostType(lossType, costTypes, ini);
                break;
        }
    }

    private static void RequireOccupants(IReadOnlyList<string> fields, string timeEvent, string ini)
    {
        if (fields.All(f => f == Residents))
            throw ExposureErrors.NoOccupants("occupants", ini);
        var isThere = fields.Contains(timeEvent) || (timeEvent == Average && fields.Any(Periods.Contains));
        if (!isThere)
            throw ExposureErrors.NoOccupantsAt(timeEvent, fields, ini);
    }

    /// <summary>Values and their sum are float32 in the engine's results.</summary>
    private static void RequireFinite(
        Func<Asset, float> value,
        IReadOnlyList<Asset> assets,
        string lossType,
        string ini)
    {
        // In double: a float32 sum would overflow before it could be shown.
        var sum = 0d;
        foreach (var asset in assets)
        {
            var own = value(asset);
            if (!float.IsFinite(own))
                throw ExposureErrors.ValueTooLarge(lossType, $"asset {asset.Id}");
            sum += own;
        }
        if (sum > float.MaxValue)
            throw ExposureErrors.SumTooLarge(lossType, sum, ini);
    }
}

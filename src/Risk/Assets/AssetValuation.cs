using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.Risk.Assets;

/// <summary>
/// What an asset is worth for a loss type, in the engine's float32 (risklib/asset.py): every factor is rounded before
/// the product is formed.
/// </summary>
public static class AssetValuation
{
    /// <summary>
    /// A function from asset to exposed value: money of a cost type, buildings (<c>number</c>), square metres
    /// (<c>area</c>) or people.
    /// </summary>
    /// <param name="exposure">The exposure that declares the cost types and occupancies.</param>
    /// <param name="lossType">Loss type.</param>
    /// <param name="timeEvent">Occupancy that losses of <c>occupants</c> refer to.</param>
    /// <exception cref="InputException">The exposure has no such values.</exception>
    public static Func<Asset, float> For(ExposureModel exposure, string lossType, string timeEvent)
    {
        switch (lossType)
        {
            // Names that are no cost types: aggregations and consequences ask for buildings and people in the same way.
            case "number":
                return a => a.Number;
            case "area":
                return a => a.Area;
            case "occupants":
                return Occupants(exposure, timeEvent);
        }
        for (var c = 0; c < exposure.CostTypes.Count; c++)
            if (exposure.CostTypes[c].Name == lossType)
                return Cost(exposure, c);
        var field = IndexOf(exposure.OccupancyFields, lossType);
        if (field >= 0)
            return a => a.Occupants[field];
        throw ExposureErrors.NoValues(lossType, exposure.CostTypes.Select(c => c.Name));
    }

    /// <summary>Retrofitted value of an asset; the engine multiplies it as a structural value of area 1.</summary>
    public static Func<Asset, float> Retrofitted(ExposureModel exposure)
    {
        var basis = exposure.CostTypes.FirstOrDefault(c => c.Name == "structural")?.Basis ?? CostBasis.Aggregated;
        var times = basis == CostBasis.PerAsset || (basis == CostBasis.PerArea && !exposure.AreaIsAggregated);
        // Never times area: the engine passes none for retrofitted values (risklib/asset.py).
        return a => times ? (a.Retrofitted ?? 0) * a.Number : a.Retrofitted ?? 0;
    }

    private static Func<Asset, float> Cost(ExposureModel exposure, int c) => exposure.CostTypes[c].Basis switch
    {
        CostBasis.PerAsset => a => a.Costs[c] * a.Number,
        CostBasis.PerArea when exposure.AreaIsAggregated => a => a.Costs[c] * a.Area,
        // From left to right in float32: another order may round differently.
        CostBasis.PerArea => a => a.Costs[c] * a.Area * a.Number,
        _ => a => a.Costs[c],
    };

    private static Func<Asset, float> Occupants(ExposureModel exposure, string timeEvent)
    {
        var field = IndexOf(exposure.OccupancyFields, timeEvent);
        // A stated average wins over one of day, night and transit.
        if (field >= 0)
            return a => a.Occupants[field];
        string[] names = ["day", "night", "transit"];
        int[] periods = [.. names.Select(name => IndexOf(exposure.OccupancyFields, name)).Where(p => p >= 0)];
        // The engine averages only the periods that the exposure has.
        if (timeEvent == "avg" && periods.Length > 0)
            return a => periods.Aggregate(0f, (sum, p) => sum + a.Occupants[p]) / periods.Length;
        throw ExposureErrors.NoOccupantsAt(timeEvent, exposure.OccupancyFields);
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name)
                return i;
        return -1;
    }
}

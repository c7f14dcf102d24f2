using Workers.Errors;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.Exposure;

/// <summary>
/// What an exposure file declares before its assets: cost types, areas, occupancy periods, tags, names of CSV columns.
/// </summary>
internal sealed class ExposureHeader
{
    private static readonly string[] Occupancies = ["day", "night", "transit", "avg", "residents"];

    public List<CostType> CostTypes { get; } = [];
    public bool AreaIsAggregated { get; private set; }
    public List<string> OccupancyFields { get; } = [];
    public List<string> TagNames { get; } = [];

    /// <summary>CSV column by field of the engine; a field that is not there has a column of its own name.</summary>
    public Dictionary<string, string> Columns { get; } = [];

    public void Take(NrmlNode node)
    {
        switch (node.Name)
        {
            case "conversions":
                TakeConversions(node);
                break;
            case "occupancyPeriods":
                OccupancyFields.AddRange(node.Words.Select(w => w.ToLowerInvariant()).Except(OccupancyFields).ToList());
                var unknown = OccupancyFields.FirstOrDefault(f => !Occupancies.Contains(f));
                if (unknown is not null)
                    throw ExposureErrors.UnknownOccupancy(unknown, Occupancies, node.Place);
                break;
            case "tagNames":
                // taxonomy is a tag to the engine whether declared or not, and stands on its own here.
                TagNames.AddRange(node.Words.Except(TagNames.Append("taxonomy")).ToList());
                break;
            case "exposureFields":
                foreach (var field in node.All("field"))
                    if (!Columns.TryAdd(field.Attribute("oq"), field.Attribute("input")))
                        throw ExposureErrors.DuplicateField(field.Attribute("oq"), field.Place);
                break;
        }
    }

    /// <summary>Index of an occupancy field, which is added if it was not declared.</summary>
    public int Occupancy(string field)
    {
        var at = OccupancyFields.IndexOf(field);
        if (at >= 0 || !Occupancies.Contains(field))
            return at;
        OccupancyFields.Add(field);
        return OccupancyFields.Count - 1;
    }

    private void TakeConversions(NrmlNode node)
    {
        AreaIsAggregated = node.Find("area") is { } area && IsAggregated(area);
        foreach (var cost in node.Find("costTypes")?.All("costType") ?? [])
        {
            var name = cost.Attribute("name");
            if (CostTypes.Any(c => c.Name == name))
                throw ExposureErrors.DuplicateCostType(name, cost.Place);
            CostTypes.Add(new(name, BasisOf(cost), cost.FindAttribute("unit") ?? ""));
        }
    }

    private static bool IsAggregated(NrmlNode area) => area.Attribute("type") switch
    {
        "aggregated" => true,
        "per_asset" => false,
        var type => throw ExposureErrors.UnknownAreaType(type, area.Place),
    };

    private static CostBasis BasisOf(NrmlNode cost) => cost.Attribute("type") switch
    {
        "aggregated" => CostBasis.Aggregated,
        "per_asset" => CostBasis.PerAsset,
        "per_area" => CostBasis.PerArea,
        var type => throw ExposureErrors.UnknownCostBasis(type, cost.Place),
    };
}

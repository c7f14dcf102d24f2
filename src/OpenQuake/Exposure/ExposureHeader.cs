using Workers.OpenQuake.Nrml;
using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.OpenQuake.Exposure;

/// <summary>What an exposure file declares before its assets: cost types, areas, occupancy periods, tags, names of CSV columns.</summary>
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
                if (OccupancyFields.FirstOrDefault(f => !Occupancies.Contains(f)) is { } unknown)
                    throw new InputException(ErrorCode.AssetInvalid, $"The occupancy period '{unknown}' is not known.", node.Place, "some of " + string.Join(", ", Occupancies));
                break;
            case "tagNames":
                TagNames.AddRange(node.Words.Except(TagNames.Append("taxonomy")).ToList());
                break;
            case "exposureFields":
                foreach (var field in node.All("field"))
                    if (!Columns.TryAdd(field.Attribute("oq"), field.Attribute("input")))
                        throw new InputException(ErrorCode.AssetInvalid, $"The field {field.Attribute("oq")} is mapped twice.", field.Place, "once");
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
        AreaIsAggregated = node.Find("area") is { } area && area.Attribute("type") switch
        {
            "aggregated" => true,
            "per_asset" => false,
            _ => throw new InputException(ErrorCode.AssetInvalid, $"The area type '{area.Attribute("type")}' is not known.", area.Place, "per_asset or aggregated"),
        };
        foreach (var cost in node.Find("costTypes")?.All("costType") ?? [])
        {
            if (CostTypes.Any(c => c.Name == cost.Attribute("name")))
                throw new InputException(ErrorCode.AssetInvalid, $"The cost type {cost.Attribute("name")} is declared twice.", cost.Place, "once");
            CostTypes.Add(new(cost.Attribute("name"), Basis(cost), cost.FindAttribute("unit") ?? ""));
        }
    }

    private static CostBasis Basis(NrmlNode cost) => cost.Attribute("type") switch
    {
        "aggregated" => CostBasis.Aggregated,
        "per_asset" => CostBasis.PerAsset,
        "per_area" => CostBasis.PerArea,
        var type => throw new InputException(ErrorCode.AssetInvalid, $"The cost type basis '{type}' is not known.", cost.Place, "aggregated, per_asset or per_area"),
    };
}

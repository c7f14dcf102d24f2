using Workers.OpenQuake.Ini;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.OpenQuake.Exposure;

/// <summary>An <c>asset</c> element of an exposure file (asset.py: <c>_populate_from</c>).</summary>
internal static class AssetXml
{
    public static void Read(NrmlNode node, AssetList assets)
    {
        var id = node.Attribute("id").Trim();
        var place = $"{node.Place} asset {IniFile.Shorten(id)}";
        var location = node.Get("location");
        var costs = node.Find("costs")?.All("cost").ToList() ?? [];
        assets.Add(new Asset
        {
            Id = id,
            Lon = Number(location, "lon", place, "degrees from -180 to 180", v => Math.Abs(v) <= 180),
            Lat = Number(location, "lat", place, "degrees from -90 to 90", v => Math.Abs(v) <= 90),
            Taxonomy = assets.Share(node.Attribute("taxonomy").Trim()),
            Number = Optional(node, "number", place) ?? 1,
            Area = Optional(node, "area", place) ?? 1,
            Costs = [.. assets.Header.CostTypes.Select(t => Cost(costs, t.Name, assets, place))],
            Retrofitted = costs.Where(c => c.FindAttribute("type") == "structural").Select(c => Optional(c, "retrofitted", place)).FirstOrDefault(),
            Occupants = Occupants(node, assets.Header, place),
            Deductible = Optional(node, "ideductible", place) ?? 0,
            Tags = Tags(node.Find("tags"), assets, place),
        }, place);
    }

    private static float Cost(List<NrmlNode> costs, string type, AssetList assets, string place)
    {
        var ofType = costs.Where(c => c.FindAttribute("type") == type).ToList();
        return ofType.Count switch
        {
            1 => (float)Number(ofType[0], "value", place, AssetList.NotNegative, v => v >= 0),
            0 => assets.MayMiss(type) ? 0 : throw AssetList.MissingCost(type, place),
            _ => throw new InputException(ErrorCode.AssetInvalid, $"The asset has {ofType.Count} {type} costs.", place, "one"),
        };
    }

    private static float[] Occupants(NrmlNode node, ExposureHeader header, string place)
    {
        var given = node.Find("occupancies")?.All("occupancy").ToList() ?? [];
        var counts = new Dictionary<int, float>();
        foreach (var occupancy in given)
        {
            var period = occupancy.Attribute("period").ToLowerInvariant();
            if (header.Occupancy(period) is var at && (at < 0 || !counts.TryAdd(at, (float)Number(occupancy, "occupants", place, AssetList.NotNegative, v => v >= 0))))
                throw new InputException(ErrorCode.AssetInvalid, $"The occupancy period '{IniFile.Shorten(period)}' is not known or given twice.", place, "day, night, transit, once each");
        }
        return [.. Enumerable.Range(0, header.OccupancyFields.Count).Select(i => counts.GetValueOrDefault(i))];
    }

    private static string[] Tags(NrmlNode? node, AssetList assets, string place)
    {
        var names = assets.Header.TagNames;
        if (node?.Attributes.Keys.FirstOrDefault(k => !names.Contains(k)) is { } unknown)
            throw new InputException(ErrorCode.UnknownTag, $"The tag {unknown} is not declared.", place,
                names.Count == 0 ? "no tags, or their names in <tagNames>" : "one of " + string.Join(", ", names));
        return [.. names.Select(n => node?.FindAttribute(n)?.Trim() is { Length: > 0 } value ? assets.Share(value) : "?")];
    }

    private static float? Optional(NrmlNode node, string name, string place) =>
        node.FindAttribute(name) is null ? null : (float)Number(node, name, place, AssetList.NotNegative, v => v >= 0);

    private static double Number(NrmlNode node, string name, string place, string expected, Func<double, bool> valid) =>
        IniValue.TryNumber(node.Attribute(name), out var number) && valid(number) ? number
            : throw new InputException(ErrorCode.AssetInvalid, $"{name} = '{IniFile.Shorten(node.Attribute(name))}' is not valid.", place, expected);
}

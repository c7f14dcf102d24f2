using Workers.Errors;
using Workers.OpenQuake.Nrml;
using Workers.OpenQuake.Text;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.Exposure;

/// <summary>An <c>asset</c> element of an exposure file (asset.py: <c>_populate_from</c>).</summary>
internal static class AssetXml
{
    public static void Read(NrmlNode node, AssetList assets, string file)
    {
        var id = node.Attribute("id").Trim();
        var place = $"{node.Place} asset {Shown.Shorten(id)}";
        var location = node.Get("location");
        var costs = node.Find("costs")?.All("cost").ToList() ?? [];
        var asset = new Asset
        {
            Id = id,
            Lon = ReadDegrees(location, "lon", 180, place),
            Lat = ReadDegrees(location, "lat", 90, place),
            Taxonomy = node.Attribute("taxonomy").Trim(),
            Number = ReadOptional(node, "number", place) ?? 1,
            Area = ReadOptional(node, "area", place) ?? 1,
            Costs = [.. assets.Header.CostTypes.Select(t => ReadCost(costs, t.Name, assets, place))],
            Retrofitted = ReadRetrofitted(costs, place),
            Occupants = ReadOccupants(node, assets.Header, place),
            Deductible = ReadOptional(node, "ideductible", place) ?? 0,
            Tags = ReadTags(node.Find("tags"), assets, place),
        };
        assets.Add(asset, file, node.Line);
    }

    private static float ReadCost(List<NrmlNode> costs, string type, AssetList assets, string place)
    {
        var ofType = costs.Where(c => c.FindAttribute("type") == type).ToList();
        return ofType.Count switch
        {
            1 => ReadAmount(ofType[0], "value", place),
            // ignore_missing_costs: the engine's zero-initialised record stays 0.
            0 => assets.MayMiss(type) ? 0 : throw ExposureErrors.NoCost(type, place),
            _ => throw ExposureErrors.SeveralCosts(ofType.Count, type, place),
        };
    }

    /// <summary>The retrofitted value of the first structural cost.</summary>
    private static float? ReadRetrofitted(List<NrmlNode> costs, string place)
    {
        var structural = costs.FirstOrDefault(c => c.FindAttribute("type") == "structural");
        return structural is null ? null : ReadOptional(structural, "retrofitted", place);
    }

    private static float[] ReadOccupants(NrmlNode node, ExposureHeader header, string place)
    {
        var counts = new Dictionary<int, float>();
        foreach (var occupancy in node.Find("occupancies")?.All("occupancy") ?? [])
        {
            var period = occupancy.Attribute("period").ToLowerInvariant();
            var field = header.Occupancy(period);
            if (field < 0 || !counts.TryAdd(field, ReadAmount(occupancy, "occupants", place)))
                throw ExposureErrors.InvalidOccupancy(period, place);
        }
        return [.. Enumerable.Range(0, header.OccupancyFields.Count).Select(i => counts.GetValueOrDefault(i))];
    }

    private static string[] ReadTags(NrmlNode? node, AssetList assets, string place)
    {
        var names = assets.Header.TagNames;
        // A misspelt tag would silently become "?".
        var unknown = node?.Attributes.Keys.FirstOrDefault(k => !names.Contains(k));
        if (unknown is not null)
            throw ExposureErrors.UndeclaredTag(unknown, names, place);
        return [.. names.Select(n => AssetList.Tag(node?.FindAttribute(n)?.Trim()))];
    }

    private static float? ReadOptional(NrmlNode node, string name, string place) =>
        node.FindAttribute(name) is null ? null : ReadAmount(node, name, place);

    private static float ReadAmount(NrmlNode node, string name, string place) =>
        (float)ReadNumber(node, name, place, AssetList.Amount, AssetList.IsAmount);

    private static double ReadDegrees(NrmlNode node, string name, double most, string place) =>
        ReadNumber(node, name, place, $"degrees from -{most} to {most}", v => Math.Abs(v) <= most);

    private static double ReadNumber(
        NrmlNode node,
        string name,
        string place,
        string expected,
        Func<double, bool> valid)
    {
        var text = node.Attribute(name);
        return NumberText.TryParse(text, out var number) && valid(number)
            ? number
            : throw ValueErrors.Invalid(ErrorCode.AssetInvalid, name, text, place, expected);
    }
}

using Workers.OpenQuake.Ini;
using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.OpenQuake.Exposure;

/// <summary>Collects the assets of an exposure file and checks what XML and CSV have in common.</summary>
internal sealed class AssetList(ExposureHeader header, IReadOnlyList<string> ignoreMissingCosts)
{
    public const string NotNegative = "a number, not negative";
    private const int MaxIdLength = 100;

    private readonly List<Asset> _assets = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public ExposureHeader Header => header;

    public bool MayMiss(string costType) => ignoreMissingCosts.Contains(costType);

    public void Add(Asset asset, string place)
    {
        if (asset.Id.Length is 0 or > MaxIdLength || asset.Id.Any(char.IsControl))
            throw new InputException(ErrorCode.AssetInvalid, $"The asset id '{IniFile.Shorten(asset.Id)}' is not valid.", place, $"1 to {MaxIdLength} printable characters");
        if (asset.Taxonomy.Length == 0)
            throw new InputException(ErrorCode.AssetInvalid, "The asset has no taxonomy.", place, "a taxonomy");
        if (!_places.TryAdd(asset.Id, place))
            throw new InputException(ErrorCode.DuplicateAsset, $"The asset id {asset.Id} is used twice.", place, $"ids that differ; it stands in {_places[asset.Id]} too");
        _assets.Add(asset with { Lon = Math.Round(asset.Lon, 5), Lat = Math.Round(asset.Lat, 5) });
    }

    /// <summary>One string object for equal taxonomies and tags: there are few, and many assets.</summary>
    public string Share(string text)
    {
        if (!_texts.TryGetValue(text, out var shared))
            _texts[text] = shared = text;
        return shared;
    }

    public static InputException MissingCost(string costType, string place) => new(ErrorCode.CostMissing, $"The asset has no {costType} cost.", place,
        $"a value, or ignore_missing_costs = {costType} in job.ini");

    public ExposureModel ToModel()
    {
        var fields = header.OccupancyFields.Count;
        return new(header.CostTypes, header.AreaIsAggregated, header.OccupancyFields, header.TagNames,
            [.. _assets.Select(a => a.Occupants.Length == fields ? a : a with { Occupants = [.. a.Occupants, .. new float[fields - a.Occupants.Length]] })]);
    }
}

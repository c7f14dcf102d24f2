using Workers.Errors;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.Exposure;

/// <summary>Collects the assets of an exposure file and checks what XML and CSV have in common.</summary>
internal sealed class AssetList(ExposureHeader header, IReadOnlyList<string> ignoreMissingCosts)
{
    public const string Amount = "a number, not negative, below 3.4e38";

    /// <summary>What the engine gives an asset that does not say its tag.</summary>
    private const string NoTag = "?";

    // Ids are in every row of results: real ones are far shorter.
    private const int MaxIdLength = 100;

    private readonly List<Asset> _assets = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>True for what a float32 holds, as the engine keeps amounts.</summary>
    public static bool IsAmount(double value) => value is >= 0 and <= float.MaxValue;

    public ExposureHeader Header => header;

    public bool MayMiss(string costType) => ignoreMissingCosts.Contains(costType);

    public void Add(Asset asset, string place)
    {
        if (asset.Id.Length is 0 or > MaxIdLength || asset.Id.Any(char.IsControl))
            throw ExposureErrors.InvalidAssetId(asset.Id, MaxIdLength, place);
        if (asset.Taxonomy.Length == 0)
            throw ExposureErrors.NoTaxonomy(place);
        // Results refer to assets by id: two of one id could not be told apart.
        if (!_places.TryAdd(asset.Id, place))
            throw ExposureErrors.DuplicateAsset(asset.Id, place, _places[asset.Id]);
        // As the engine rounds: assets a metre apart share a location, and so a site.
        _assets.Add(asset with { Lon = Math.Round(asset.Lon, 5), Lat = Math.Round(asset.Lat, 5) });
    }

    /// <summary>One string object for equal taxonomies and tags: there are few, and many assets.</summary>
    public string Share(string text)
    {
        if (!_texts.TryGetValue(text, out var shared))
            _texts[text] = shared = text;
        return shared;
    }

    /// <summary>A tag as assets hold it; <c>?</c> where there is none.</summary>
    public string ShareTag(string? tag) => string.IsNullOrEmpty(tag) ? NoTag : Share(tag);

    public ExposureModel ToModel() => new(
        header.CostTypes,
        header.AreaIsAggregated,
        header.OccupancyFields,
        header.TagNames,
        [.. _assets.Select(WithAllOccupants)]);

    /// <summary>Occupancy fields may have been added after an asset was read.</summary>
    private Asset WithAllOccupants(Asset asset)
    {
        var missing = header.OccupancyFields.Count - asset.Occupants.Length;
        return missing == 0 ? asset : asset with { Occupants = [.. asset.Occupants, .. new float[missing]] };
    }
}

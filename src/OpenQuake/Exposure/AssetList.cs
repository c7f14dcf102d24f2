using Workers.Errors;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.Exposure;

/// <summary>Collects the assets of an exposure file and checks what XML and CSV have in common.</summary>
internal sealed class AssetList
{
    public const string Amount = "a number, not negative, below 3.4e38";

    // Ids are in every row of results: real ones are far shorter.
    private const int MaxIdLength = 100;

    private readonly IReadOnlyList<string> _ignoreMissingCosts;
    private readonly PackedAssets _assets = new();
    private readonly AssetPlaces _places = new();
    private readonly UniqueTexts _ids;

    public AssetList(ExposureHeader header, IReadOnlyList<string> ignoreMissingCosts)
    {
        Header = header;
        _ignoreMissingCosts = ignoreMissingCosts;
        _ids = new(_assets.Ids);
    }

    /// <summary>True for what a float32 holds, as the engine keeps amounts.</summary>
    public static bool IsAmount(double value) => value is >= 0 and <= float.MaxValue;

    public ExposureHeader Header { get; }

    public bool MayMiss(string costType) => _ignoreMissingCosts.Contains(costType);

    public void Add(Asset asset, string file, int line)
    {
        if (asset.Id.Length is 0 or > MaxIdLength || asset.Id.Any(char.IsControl))
            throw ExposureErrors.InvalidAssetId(asset.Id, MaxIdLength, AssetPlaces.Describe(file, line, asset.Id));
        if (asset.Taxonomy.Length == 0)
            throw ExposureErrors.NoTaxonomy(AssetPlaces.Describe(file, line, asset.Id));
        // As the engine rounds: assets a metre apart share a location, and so a site.
        _assets.Add(asset with { Lon = Math.Round(asset.Lon, 5), Lat = Math.Round(asset.Lat, 5) });
        _places.Add(file, line);
        // Results refer to assets by id: two of one id could not be told apart.
        if (_ids.FindSame(_assets.Count - 1) is { } first)
            throw ExposureErrors.DuplicateAsset(
                asset.Id, AssetPlaces.Describe(file, line, asset.Id), _places.Of(first, asset.Id));
    }

    /// <summary>A tag as assets hold it; <c>?</c> where there is none.</summary>
    public static string Tag(string? tag) => string.IsNullOrEmpty(tag) ? PackedAssets.NoTag : tag;

    public ExposureModel ToModel()
    {
        // Fields and tags may have been added after an asset was read.
        _assets.Widen(Header.OccupancyFields.Count, Header.TagNames.Count);
        return new(
            Header.CostTypes,
            Header.AreaIsAggregated,
            Header.OccupancyFields,
            Header.TagNames,
            _assets);
    }
}

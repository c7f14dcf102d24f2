using System.Collections;
using Workers.Risk.Packed;

namespace Workers.Risk.Results;

/// <summary>Assets of results by column; an asset is made when it is asked for.</summary>
public sealed class PackedResultAssets : IReadOnlyList<ResultAsset>
{
    private readonly PackedTexts _ids = new();
    private readonly PackedColumn<int> _taxonomies = new();
    private readonly PackedTable<int> _tags = new();
    private readonly PackedColumn<float> _lons = new();
    private readonly PackedColumn<float> _lats = new();
    private readonly PackedColumn<int> _sites = new();
    private readonly PackedColumn<float> _numbers = new();
    private readonly PackedTable<float> _values = new();
    private readonly PackedNames _names = new("");

    /// <inheritdoc/>
    public int Count => _ids.Count;

    /// <inheritdoc/>
    public ResultAsset this[int index] => new(
        _ids[index],
        _names[_taxonomies[index]],
        Array.ConvertAll(_tags[index], number => _names[number]),
        _lons[index],
        _lats[index],
        _sites[index],
        _numbers[index],
        _values[index]);

    /// <summary>Adds an asset at the end.</summary>
    public void Add(ResultAsset asset)
    {
        _ids.Add(asset.Id);
        _taxonomies.Add(_names.NumberOf(asset.Taxonomy));
        _tags.Add([.. asset.Tags.Select(_names.NumberOf)]);
        _lons.Add(asset.Lon);
        _lats.Add(asset.Lat);
        _sites.Add(asset.SiteId);
        _numbers.Add(asset.Number);
        _values.Add(asset.Values);
    }

    /// <inheritdoc/>
    public IEnumerator<ResultAsset> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

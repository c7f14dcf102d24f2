using System.Collections;
using Workers.Risk.Packed;

namespace Workers.Risk.Exposure;

/// <summary>
/// Assets by column: some hundred bytes each, where objects would take several hundred. An asset is made when it is
/// asked for, and let go by whoever asked. All have as many costs, occupants and tags as the one that has most.
/// </summary>
public sealed class PackedAssets : IReadOnlyList<Asset>
{
    /// <summary>What the engine gives an asset that does not say its tag.</summary>
    public const string NoTag = "?";

    private readonly PackedColumn<double> _lons = new();
    private readonly PackedColumn<double> _lats = new();
    private readonly PackedColumn<int> _taxonomies = new();
    private readonly PackedColumn<float> _numbers = new();
    private readonly PackedColumn<float> _areas = new();
    private readonly PackedColumn<float> _deductibles = new();
    private readonly PackedColumn<float> _retrofitted = new();
    private readonly PackedTable<float> _costs = new();
    private readonly PackedTable<float> _occupants = new();
    private readonly PackedTable<int> _tags = new();
    private readonly PackedNames _names = new(NoTag);

    /// <summary>Ids of the assets.</summary>
    public PackedTexts Ids { get; } = new();

    /// <inheritdoc/>
    public int Count => Ids.Count;

    /// <inheritdoc/>
    public Asset this[int index] => new()
    {
        Id = Ids[index],
        Lon = _lons[index],
        Lat = _lats[index],
        Taxonomy = _names[_taxonomies[index]],
        Number = _numbers[index],
        Area = _areas[index],
        Costs = _costs[index],
        Retrofitted = float.IsNaN(_retrofitted[index]) ? null : _retrofitted[index],
        Occupants = _occupants[index],
        Deductible = _deductibles[index],
        Tags = Array.ConvertAll(_tags[index], number => _names[number]),
    };

    /// <summary>Adds an asset at the end.</summary>
    public void Add(Asset asset)
    {
        Ids.Add(asset.Id);
        _lons.Add(asset.Lon);
        _lats.Add(asset.Lat);
        _taxonomies.Add(_names.NumberOf(asset.Taxonomy));
        _numbers.Add(asset.Number);
        _areas.Add(asset.Area);
        _costs.Add(asset.Costs);
        // No amount is NaN: it stands for what is not stated.
        _retrofitted.Add(asset.Retrofitted ?? float.NaN);
        _occupants.Add(asset.Occupants);
        _deductibles.Add(asset.Deductible);
        _tags.Add(Array.ConvertAll(asset.Tags, _names.NumberOf));
    }

    /// <summary>Gives each asset at least so many occupants and tags; what they have not said is 0 and none.</summary>
    public void Widen(int occupants, int tags)
    {
        _occupants.Widen(occupants);
        _tags.Widen(tags);
    }

    /// <inheritdoc/>
    public IEnumerator<Asset> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

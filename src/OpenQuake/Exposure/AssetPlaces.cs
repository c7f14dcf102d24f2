using Workers.Errors;
using Workers.Risk.Packed;

namespace Workers.OpenQuake.Exposure;

/// <summary>Where assets stand: a line each, in a few files.</summary>
internal sealed class AssetPlaces
{
    private readonly PackedColumn<int> _lines = new();
    private readonly List<(string Name, int First)> _files = [];

    public void Add(string file, int line)
    {
        if (_files.Count == 0 || _files[^1].Name != file)
            _files.Add((file, _lines.Count));
        _lines.Add(line);
    }

    /// <summary>The place of an asset by its position.</summary>
    public string Of(int asset, string id) =>
        Describe(_files.FindLast(file => file.First <= asset).Name, _lines[asset], id);

    public static string Describe(string file, int line, string id) => $"{file}:{line} asset {Shown.Shorten(id)}";
}

using Workers.Risk.Exposure;
using Workers.Risk.Packed;

namespace Workers.OpenQuake.Exposure;

/// <summary>The assets of one of several exposure files.</summary>
/// <param name="Label">What ids begin with, and the last tag.</param>
/// <param name="Tags">Positions of the tags that all files have.</param>
internal sealed record LabelledAssets(IReadOnlyList<Asset> Assets, string Label, int[] Tags)
{
    public Asset At(int index)
    {
        var asset = Assets[index];
        return asset with
        {
            Id = $"{Label}_{asset.Id}",
            Tags = [.. Tags.Select(t => asset.Tags[t]), Label],
        };
    }
}

/// <summary>The assets of several exposure files, one file after the other; made as they are asked for.</summary>
internal sealed class JoinedAssets
{
    private readonly LabelledAssets[] _files;
    private readonly int[] _ends;

    public JoinedAssets(LabelledAssets[] files)
    {
        _files = files;
        _ends = new int[files.Length];
        var end = 0;
        for (var f = 0; f < files.Length; f++)
            _ends[f] = end += files[f].Assets.Count;
        All = new MadeList<Asset>(end, At);
    }

    public IReadOnlyList<Asset> All { get; }

    private Asset At(int index)
    {
        var file = Array.FindIndex(_ends, end => index < end);
        return _files[file].At(index - (file == 0 ? 0 : _ends[file - 1]));
    }
}

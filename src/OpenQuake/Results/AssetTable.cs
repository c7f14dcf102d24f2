using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Files with a line for each asset, in ordinal order: id, tags and taxonomy by name, place, then a column for each loss type and
/// what there is of it (export/risk.py: <c>export_avg_losses</c>, <c>export_loss_maps_csv</c>, <c>export_damages_csv</c>, <c>export_bcr_map</c>).
/// </summary>
internal static class AssetTable
{
    public static async Task WriteAsync(ResultFile file, IEnumerable<AssetValues> outputs, Func<AssetValues, string> fileName, Func<AssetValues, string> column,
        Func<AssetValues, string?> comment, CancellationToken cancel, Func<float, string>? text = null)
    {
        foreach (var group in outputs.GroupBy(fileName))
            await WriteAsync(file, group.Key, [.. group], column, comment(group.First()), text, cancel).ConfigureAwait(false);
    }

    private static async Task WriteAsync(ResultFile file, string name, List<AssetValues> columns, Func<AssetValues, string> column, string? comment, Func<float, string>? text,
        CancellationToken cancel)
    {
        var tags = new AssetTags(file);
        await using var csv = CsvFile.Create(file.PathOf(name), comment, ["asset_id", .. tags.Names, "lon", "lat", .. columns.Select(column)]);
        for (var i = 0; i < file.Results.Assets.Count; i++)
        {
            var asset = file.Results.Assets[i];
            csv.Text(asset.Id);
            foreach (var tag in tags.Of(asset))
                csv.Text(tag);
            csv.Number(asset.Lon).Number(asset.Lat);
            foreach (var values in columns)
                _ = text is null ? csv.Number(values.Values[i]) : csv.Text(text(values.Values[i]));
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }
}

/// <summary>Tags, the taxonomy and, if the job aggregates by it, the hazard site, in order of name, as the engine shows them.</summary>
internal sealed class AssetTags
{
    private readonly (string Name, Func<ResultAsset, string> Value)[] _order;

    public AssetTags(ResultFile file)
    {
        List<(string Name, Func<ResultAsset, string> Value)> tags = [("taxonomy", a => a.Taxonomy)];
        for (var t = 0; t < file.Results.TagNames.Count; t++)
        {
            var tag = t;
            tags.Add((file.Results.TagNames[t], a => a.Tags[tag]));
        }
        if (file.Parameters.AggregateBy.Any(s => s.Contains("site_id")))
            tags.Add(("site_id", a => $"{a.SiteId}"));
        _order = [.. tags.OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    public IEnumerable<string> Names => _order.Select(t => t.Name);

    public IEnumerable<string> Of(ResultAsset asset) => _order.Select(t => t.Value(asset));
}

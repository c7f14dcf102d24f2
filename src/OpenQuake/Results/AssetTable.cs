using Workers.OpenQuake.Csv;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>How a kind of output by asset becomes files.</summary>
internal sealed record AssetTableLayout
{
    /// <summary>Name of the file that an output goes into.</summary>
    public required Func<AssetValues, string> FileName { get; init; }

    /// <summary>Name of the output's column.</summary>
    public required Func<AssetValues, string> ColumnName { get; init; }

    /// <summary>The first line of a file, from its first output; null for none.</summary>
    public required Func<AssetValues, string?> Comment { get; init; }

    /// <summary>Writes a value; a number where nothing else is said.</summary>
    public Action<CsvWriter, float> Write { get; init; } = (csv, value) => csv.Number(value);
}

/// <summary>
/// Files with a line for each asset, in ordinal order: id, tags and taxonomy by name, place, then a column for each
/// loss type and what there is of it (export/risk.py: <c>export_avg_losses</c>, <c>export_loss_maps_csv</c>,
/// <c>export_damages_csv</c>, <c>export_bcr_map</c>).
/// </summary>
internal static class AssetTable
{
    public static async Task WriteAsync(
        ResultCsvContext context,
        IEnumerable<AssetValues> outputs,
        AssetTableLayout layout,
        CancellationToken cancel)
    {
        var assets = Enumerable.Range(0, context.Results.Assets.Count);
        var assetColumns = AssetColumns(context);
        foreach (var file in outputs.GroupBy(layout.FileName))
        {
            List<CsvColumn<int>> columns =
            [
                .. assetColumns,
                .. file.Select(output => new CsvColumn<int>(
                    layout.ColumnName(output),
                    (csv, asset) => layout.Write(csv, output.Values[asset]))),
            ];
            var path = context.PathOf(file.Key);
            await columns.WriteAsync(path, layout.Comment(file.First()), assets, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Columns that say which asset it is.</summary>
    private static List<CsvColumn<int>> AssetColumns(ResultCsvContext context)
    {
        var assets = context.Results.Assets;
        return
        [
            new("asset_id", (csv, asset) => csv.Text(assets[asset].Id)),
            // Sorted by name, taxonomy among them: so the engine writes them.
            .. TagColumns(context).OrderBy(c => c.Name, StringComparer.Ordinal),
            new("lon", (csv, asset) => csv.Number(assets[asset].Lon)),
            new("lat", (csv, asset) => csv.Number(assets[asset].Lat)),
        ];
    }

    /// <summary>The taxonomy, tags and, if the job aggregates by it, the hazard site.</summary>
    private static IEnumerable<CsvColumn<int>> TagColumns(ResultCsvContext context)
    {
        var assets = context.Results.Assets;
        yield return new("taxonomy", (csv, asset) => csv.Text(assets[asset].Taxonomy));
        foreach (var (tag, name) in context.Results.TagNames.Index())
            yield return new(name, (csv, asset) => csv.Text(assets[asset].Tags[tag]));
        if (context.Parameters.AggregateBy.Any(tags => tags.Contains("site_id")))
            yield return new("site_id", (csv, asset) => csv.Text($"{assets[asset].SiteId}"));
    }
}

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
    private readonly record struct Row(int Ordinal, ResultAsset Asset);

    public static async Task WriteAsync(
        ResultCsvContext context,
        IEnumerable<AssetValues> outputs,
        AssetTableLayout layout,
        CancellationToken cancel)
    {
        // Each asset is made once for its line.
        var rows = context.Results.Assets.Select((asset, ordinal) => new Row(ordinal, asset));
        var assetColumns = AssetColumns(context);
        foreach (var file in outputs.GroupBy(layout.FileName))
        {
            List<CsvColumn<Row>> columns =
            [
                .. assetColumns,
                .. file.Select(output => new CsvColumn<Row>(
                    layout.ColumnName(output),
                    (csv, row) => layout.Write(csv, output.Values[row.Ordinal]))),
            ];
            var path = context.PathOf(file.Key);
            await columns.WriteAsync(path, layout.Comment(file.First()), rows, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Columns that say which asset it is.</summary>
    private static List<CsvColumn<Row>> AssetColumns(ResultCsvContext context) =>
        [
            new("asset_id", (csv, row) => csv.Text(row.Asset.Id)),
            // Sorted by name, taxonomy among them: so the engine writes them.
            .. TagColumns(context).OrderBy(c => c.Name, StringComparer.Ordinal),
            new("lon", (csv, row) => csv.Number(row.Asset.Lon)),
            new("lat", (csv, row) => csv.Number(row.Asset.Lat)),
        ];

    /// <summary>The taxonomy, tags and, if the job aggregates by it, the hazard site.</summary>
    private static IEnumerable<CsvColumn<Row>> TagColumns(ResultCsvContext context)
    {
        yield return new("taxonomy", (csv, row) => csv.Text(row.Asset.Taxonomy));
        foreach (var (tag, name) in context.Results.TagNames.Index())
            yield return new(name, (csv, row) => csv.Text(row.Asset.Tags[tag]));
        if (context.Parameters.AggregateBy.Any(tags => tags.Contains("site_id")))
            yield return new("site_id", (csv, row) => csv.Text($"{row.Asset.SiteId}"));
    }
}

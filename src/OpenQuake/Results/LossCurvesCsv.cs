using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Loss curves: a line for each point, by loss type, then asset id (export/loss_curves.py). The engine divides losses
/// of occupants by a value of 0, so their ratio is <c>nan</c> or <c>inf</c>; so do we, since its files are what people
/// compare with.
/// </summary>
internal static class LossCurvesCsv
{
    private readonly record struct Row(string AssetId, string LossType, float Loss, float Exposed, float Poe);

    private static readonly List<CsvColumn<Row>> Columns =
    [
        new("asset_id", (csv, row) => csv.Text(row.AssetId)),
        new("loss_type", (csv, row) => csv.Text(row.LossType)),
        new("loss_value", (csv, row) => csv.Number(row.Loss)),
        new("loss_ratio", (csv, row) => csv.Number(row.Loss / row.Exposed)),
        new("poe", (csv, row) => csv.Number(row.Poe)),
    ];

    public static async Task WriteAsync(
        ResultCsvContext context,
        IEnumerable<AssetCurves> outputs,
        CancellationToken cancel)
    {
        var assets = context.Results.Assets;
        // By id, unlike all other files, which are in ordinal order.
        int[] byId = [.. Enumerable.Range(0, assets.Count).OrderBy(i => assets[i].Id, StringComparer.Ordinal)];
        foreach (var file in outputs.GroupBy(o => ResultCsvContext.Kind(o.Realization, o.Statistic)))
        {
            var path = context.PathOf($"loss_curves-{file.Key}.csv");
            var rows = file.SelectMany(curves => RowsOf(curves, byId, context.Results));
            await Columns.WriteAsync(path, context.CommentWithKind(file.Key), rows, cancel).ConfigureAwait(false);
        }
    }

    private static IEnumerable<Row> RowsOf(AssetCurves curves, int[] order, RiskResults results)
    {
        foreach (var i in order)
        {
            var asset = results.Assets[i];
            var exposed = ValueOf(asset, curves.LossType, results);
            for (var point = 0; point < curves.Losses[i].Length; point++)
                yield return new(asset.Id, curves.LossType, curves.Losses[i][point], exposed, curves.Poes[i][point]);
        }
    }

    private static float ValueOf(ResultAsset asset, string lossType, RiskResults results)
    {
        if (lossType == "occupants")
            return 0;
        for (var l = 0; l < results.LossTypes.Count; l++)
            if (results.LossTypes[l] == lossType)
                return asset.Values[l];
        return 0;
    }
}

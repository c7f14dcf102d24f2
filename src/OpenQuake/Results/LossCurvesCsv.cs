using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Loss curves: a line for each point, by loss type, then asset id (export/loss_curves.py). The engine divides losses of occupants by a value of 0,
/// so their ratio is <c>nan</c> or <c>inf</c>; a fault, but ours too, as long as its files are what people compare with.
/// </summary>
internal static class LossCurvesCsv
{
    public static async Task WriteAsync(ResultFile file, IEnumerable<AssetCurves> outputs, CancellationToken cancel)
    {
        var assets = file.Results.Assets;
        var byId = Enumerable.Range(0, assets.Count).OrderBy(i => assets[i].Id, StringComparer.Ordinal).ToArray();
        foreach (var group in outputs.GroupBy(o => ResultFile.Kind(o.Realization, o.Statistic)))
        {
            await using var csv = CsvFile.Create(file.PathOf($"loss_curves-{group.Key}.csv"), file.CommentWithKind(group.Key),
                ["asset_id", "loss_type", "loss_value", "loss_ratio", "poe"]);
            foreach (var curves in group)
                foreach (var i in byId)
                    await WriteAsync(csv, assets[i], curves, i, ValueOf(file.Results, i, curves.LossType), cancel).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(CsvFile csv, ResultAsset asset, AssetCurves curves, int i, float exposed, CancellationToken cancel)
    {
        for (var point = 0; point < curves.Losses[i].Length; point++)
        {
            var loss = curves.Losses[i][point];
            csv.Text(asset.Id).Text(curves.LossType).Number(loss).Number(loss / exposed).Number(curves.Poes[i][point]);
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }

    private static float ValueOf(RiskResults results, int asset, string lossType)
    {
        for (var l = 0; l < results.LossTypes.Count; l++)
            if (results.LossTypes[l] == lossType && lossType != "occupants")
                return results.Assets[asset].Values[l];
        return 0;
    }
}

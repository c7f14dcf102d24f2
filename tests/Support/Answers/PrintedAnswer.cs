using System.Globalization;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's exported CSV files, six digits: for what has no raw form.</summary>
public sealed class PrintedAnswer(string folder)
{
    public void Compare(Agreement agreement, RiskResults results)
    {
        CompareCurves(agreement, results);
        CompareMaps(agreement, results);
        CompareNames(agreement, "avg_losses-", results.Outputs
            .Where(o => o.Kind == OutputKind.AverageLosses)
            .Select(o => $"avg_losses-{o.Statistic ?? $"rlz-{o.Realization:000}"}.csv"));
        var aggregates = new PrintedAggregates(folder, results);
        aggregates.Compare(agreement, OutputKind.AggregateRisk, IsLoss);
        aggregates.Compare(agreement, OutputKind.AggregateCurves, IsLoss);
    }

    private static bool IsLoss(string column) =>
        column.StartsWith("loss", StringComparison.Ordinal) || column.StartsWith("pla_", StringComparison.Ordinal);

    private void CompareCurves(Agreement agreement, RiskResults results)
    {
        foreach (var path in Directory.GetFiles(folder, "loss_curves-*.csv*"))
        {
            var name = Path.GetFileName(path).Split('.')[0]["loss_curves-".Length..];
            var rows = new Table(path).Rows.ToLookup(r => (r["asset_id"], r["loss_type"]));
            var curves = results.Outputs.OfType<AssetCurves>()
                .Where(o => (o.Statistic ?? $"rlz-{o.Realization:000}") == name)
                .ToArray();
            var count = curves.Sum(c => c.Losses.Length);
            if (count != rows.Count)
                agreement.Problem($"{Path.GetFileName(path)} has {rows.Count} curves, ours {count}");
            foreach (var curve in curves)
                for (var a = 0; a < curve.Losses.Length; a++)
                {
                    var id = results.Assets[a].Id;
                    ComparePoints(agreement, $"{id} {name}", [.. rows[(id, curve.LossType)]], curve, a);
                }
        }
    }

    private static void ComparePoints(Agreement agreement, string what, Row[] points, AssetCurves curve, int asset)
    {
        var losses = curve.Losses[asset];
        var poes = curve.Poes[asset];
        if (points.Length != losses.Length)
            agreement.Problem($"{what} {curve.LossType}: {losses.Length} points instead of {points.Length}");
        for (var j = 0; j < Math.Min(points.Length, losses.Length); j++)
        {
            agreement.Compare($"loss {j} of {what}", points[j].Number("loss_value"), losses[j], printed: true);
            agreement.Compare($"poe {j} of {what}", points[j].Number("poe"), poes[j], printed: true);
        }
    }

    private void CompareMaps(Agreement agreement, RiskResults results)
    {
        var maps = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.LossMaps).ToArray();
        CompareNames(agreement, "loss_maps-", maps.Select(NameOfMap));
        foreach (var map in maps)
        {
            var path = Path.Combine(folder, NameOfMap(map));
            if (!File.Exists(path))
                continue;
            var column = $"{map.LossType}~poe-{map.Poe!.Value.ToString(CultureInfo.InvariantCulture)}";
            foreach (var (a, row) in new Table(path).Rows.Index())
                agreement.Compare(
                    $"loss map {map.Poe} of {row["asset_id"]}", row.Number(column), map.Values[a], printed: true);
        }
    }

    private static string NameOfMap(AssetValues map) => $"loss_maps-{map.Statistic ?? $"rlz-{map.Realization}"}.csv";

    private void CompareNames(Agreement agreement, string prefix, IEnumerable<string> ours)
    {
        var expected = Directory.GetFiles(folder, prefix + "*.csv").Select(p => Path.GetFileName(p)).Order().ToArray();
        var actual = ours.Distinct().Order().ToArray();
        if (!expected.SequenceEqual(actual))
            agreement.Problem($"files: {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
    }
}

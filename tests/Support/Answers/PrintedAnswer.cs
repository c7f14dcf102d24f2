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
        CompareAverageFiles(agreement, results);
        foreach (var kind in new[] { OutputKind.AggregateRisk, OutputKind.AggregateCurves })
            CompareAggregates(agreement, results, kind);
    }

    private void CompareAverageFiles(Agreement agreement, RiskResults results) => CompareNames(agreement, "avg_losses-*.csv",
        results.Outputs.Where(o => o.Kind == OutputKind.AverageLosses).Select(o => $"avg_losses-{o.Statistic ?? $"rlz-{o.Realization:000}"}.csv"));

    private void CompareCurves(Agreement agreement, RiskResults results)
    {
        foreach (var path in Directory.GetFiles(folder, "loss_curves-*.csv*"))
        {
            var name = Path.GetFileName(path).Split('.')[0]["loss_curves-".Length..];
            var rows = new Table(path).Rows.ToLookup(r => (r["asset_id"], r["loss_type"]));
            var curves = results.Outputs.OfType<AssetCurves>().Where(o => (o.Statistic ?? $"rlz-{o.Realization:000}") == name).ToArray();
            if (curves.Sum(c => c.Losses.Length) != rows.Count)
                agreement.Problem($"{Path.GetFileName(path)} has {rows.Count} curves, ours {curves.Sum(c => c.Losses.Length)}");
            foreach (var curve in curves)
                for (var a = 0; a < curve.Losses.Length; a++)
                {
                    var points = rows[(results.Assets[a].Id, curve.LossType)].ToArray();
                    if (points.Length != curve.Losses[a].Length)
                        agreement.Problem($"{name} {curve.LossType} of {results.Assets[a].Id}: {curve.Losses[a].Length} points instead of {points.Length}");
                    for (var j = 0; j < Math.Min(points.Length, curve.Losses[a].Length); j++)
                    {
                        agreement.Compare($"loss {j} of {results.Assets[a].Id} {name}", points[j].Number("loss_value"), curve.Losses[a][j], printed: true);
                        agreement.Compare($"poe {j} of {results.Assets[a].Id} {name}", points[j].Number("poe"), curve.Poes[a][j], printed: true);
                    }
                }
        }
    }

    private void CompareMaps(Agreement agreement, RiskResults results)
    {
        var maps = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.LossMaps).ToArray();
        CompareNames(agreement, "loss_maps-*.csv", maps.Select(o => $"loss_maps-{o.Statistic ?? $"rlz-{o.Realization}"}.csv"));
        foreach (var map in maps)
        {
            var path = Path.Combine(folder, $"loss_maps-{map.Statistic ?? $"rlz-{map.Realization}"}.csv");
            if (!File.Exists(path))
                continue;
            var rows = new Table(path).Rows;
            for (var a = 0; a < rows.Count; a++)
                agreement.Compare($"loss map {map.Poe} of {rows[a]["asset_id"]}",
                    rows[a].Number($"{map.LossType}~poe-{map.Poe!.Value.ToString(CultureInfo.InvariantCulture)}"), map.Values[a], printed: true);
        }
    }

    private void CompareAggregates(Agreement agreement, RiskResults results, string kind)
    {
        var tables = results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind).ToArray();
        foreach (var path in Directory.GetFiles(folder, kind + "*.csv"))
        {
            var stats = Path.GetFileName(path).StartsWith(kind + "-stats", StringComparison.Ordinal);
            var rows = new Table(path).Rows;
            string[] reserved = ["loss_type", "rlz_id", "return_period", "stat"];
            var measures = rows[0].Names.Where(n => n != "loss_type" && (n.StartsWith("loss", StringComparison.Ordinal) || n.StartsWith("pla_", StringComparison.Ordinal))).ToArray();
            var tags = rows[0].Names.Except(reserved).Except(measures).ToArray();
            foreach (var measure in measures)
            {
                var column = measure.EndsWith("_value", StringComparison.Ordinal) ? measure[..^6]
                    : measure.EndsWith("_ratio", StringComparison.Ordinal) ? (measure.StartsWith("pla", StringComparison.Ordinal) ? measure : "ratio" + measure[4..^6]) : measure;
                var expected = rows.ToDictionary(r => string.Join('|', tags.Select(t => r[t]).Concat([LossType(r), Stat(r), Period(r)])), r => r.Number(measure));
                var ours = tables.Where(t => t.Statistic is not null == stats).SelectMany(t => t.AggregateIds.Select((k, i) => (t, k, i)))
                    .Where(x => TagsOf(results, x.k).SequenceEqual(tags))
                    .ToDictionary(x => string.Join('|', ValuesOf(results, x.k).Concat([x.t.LossType, x.t.Statistic ?? (x.t.Realization!.Value).ToString(), (x.t.ReturnPeriods?[x.i] ?? 0).ToString()])),
                        x => EngineAnswer.Column(x.t, column)[x.i]);
                agreement.CompareRows(Path.GetFileName(path) + " " + measure, expected, ours, printed: true);
            }
        }
    }

    /// <summary>The exports name the time of day, the results do not.</summary>
    private static string LossType(Row row) => row["loss_type"].StartsWith("occupants_", StringComparison.Ordinal) ? "occupants" : row["loss_type"];

    private static string Stat(Row row) => row.Names.Contains("stat") ? row["stat"] : row.Names.Contains("rlz_id") ? row["rlz_id"] : "0";

    private static string Period(Row row) => row.Names.Contains("return_period") ? row.Number("return_period").ToString() : "0";

    private static IReadOnlyList<string> TagsOf(RiskResults results, int key) => key == results.AggregateKeys.Count ? [] : results.AggregateKeys[key].TagNames;

    private static IReadOnlyList<string> ValuesOf(RiskResults results, int key) => key == results.AggregateKeys.Count ? [] : results.AggregateKeys[key].TagValues;

    private void CompareNames(Agreement agreement, string pattern, IEnumerable<string> ours)
    {
        var expected = Directory.GetFiles(folder, pattern).Select(p => Path.GetFileName(p)).Order().ToArray();
        var actual = ours.Distinct().Order().ToArray();
        if (!expected.SequenceEqual(actual))
            agreement.Problem($"files: {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
    }
}

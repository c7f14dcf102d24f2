using System.Text.Json;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>What the engine answers to a case; compares results with its raw outputs, and with its exported ones where there is no raw form.</summary>
public sealed class EngineAnswer(string folder)
{
    private readonly string _raw = Path.Combine(folder, "raw");

    public Agreement Compare(RiskResults results)
    {
        var agreement = new Agreement();
        CompareAssets(agreement, results);
        CompareAverages(agreement, results);
        CompareEvents(agreement, results);
        CompareAggregates(agreement, results);
        new PrintedAnswer(folder).Compare(agreement, results);
        new ReinsuranceAnswer(folder).Compare(agreement, results);
        return agreement;
    }

    private void CompareAssets(Agreement agreement, RiskResults results)
    {
        var rows = new Table(Path.Combine(_raw, "assetcol.csv")).Rows;
        if (!rows.Select(r => (r["id"], int.Parse(r["site_id"]))).SequenceEqual(results.Assets.Select(a => (a.Id, a.SiteId))))
            agreement.Problem("assets or their sites are in another order: " + string.Join(' ', results.Assets.Take(10).Select(a => a.Id + "@" + a.SiteId)));
        for (var a = 0; a < rows.Count; a++)
            for (var l = 0; l < results.LossTypes.Count; l++)
                if (rows[a].Names.Contains("value-" + results.LossTypes[l]))
                    agreement.Compare($"value-{results.LossTypes[l]} of {rows[a]["id"]}", rows[a].Number("value-" + results.LossTypes[l]), results.Assets[a].Values[l]);
        var keys = Path.Combine(_raw, "agg_keys.json");
        if (File.Exists(keys) && !JsonSerializer.Deserialize<string[]>(File.ReadAllText(keys))!.SequenceEqual(results.AggregateKeys.Select(k => string.Join(',', k.TagValues))))
            agreement.Problem("aggregation keys differ: " + string.Join(' ', results.AggregateKeys.Take(10).Select(k => string.Join(',', k.TagValues))));
    }

    private void CompareAverages(Agreement agreement, RiskResults results)
    {
        var averages = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.AverageLosses).ToArray();
        foreach (var kind in new[] { "rlzs", "stats" })
            foreach (var path in Directory.GetFiles(_raw, $"avg_losses-{kind}-*.csv").Order())
            {
                var lossType = Path.GetFileNameWithoutExtension(path)[$"avg_losses-{kind}-".Length..];
                var ours = averages.Where(o => o.LossType.Replace('+', '_') == lossType && (o.Statistic is null) == (kind == "rlzs")).ToArray();
                var rows = new Table(path).Rows;
                if (rows[0].Values.Length != ours.Length)
                    agreement.Problem($"{Path.GetFileName(path)} has {rows[0].Values.Length} columns, ours {ours.Length}");
                for (var c = 0; c < Math.Min(ours.Length, rows[0].Values.Length); c++)
                    for (var a = 0; a < rows.Count; a++)
                        agreement.Compare($"{Path.GetFileName(path)} {ours[c].Realization}{ours[c].Statistic} asset {results.Assets[a].Id}", rows[a].Number($"c{c}"), ours[c].Values[a]);
            }
    }

    private void CompareEvents(Agreement agreement, RiskResults results)
    {
        var path = Path.Combine(_raw, "risk_by_event.csv");
        if (!File.Exists(path))
            return;
        foreach (var measure in new[] { Measure.Loss, Measure.Variance })
            agreement.CompareRows($"risk_by_event {measure}",
                new Table(path).Rows.ToDictionary(r => (long.Parse(r["event_id"]), int.Parse(r["agg_id"]), LossType(r)), r => r.Number(measure)),
                results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.RiskByEvent).SelectMany(t => t.EventIds.Select((e, i) =>
                    (Key: (e, t.AggregateIds[i], t.LossType), Value: (double)t.Values[t.Measures.ToList().IndexOf(measure)][i]))).ToDictionary(r => r.Key, r => r.Value));
    }

    private void CompareAggregates(Agreement agreement, RiskResults results)
    {
        foreach (var kind in new[] { OutputKind.AggregateRisk, OutputKind.AggregateCurves })
        {
            var path = Path.Combine(_raw, kind + ".csv");
            var tables = results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind && t.Statistic is null).ToArray();
            if (!File.Exists(path))
            {
                if (tables.Length > 0)
                    agreement.Problem($"{kind} is not among the engine's outputs");
                continue;
            }
            var rows = new Table(path).Rows;
            foreach (var measure in rows[0].Names.Where(n => n.Contains("loss") && n != "loss_id"))
                agreement.CompareRows($"{kind} {measure}",
                    rows.ToDictionary(r => (int.Parse(r["agg_id"]), int.Parse(r["rlz_id"]), LossType(r), kind == OutputKind.AggregateRisk ? 0 : r.Number("return_period")), r => r.Number(measure)),
                    tables.SelectMany(t => t.AggregateIds.Select((k, i) => (Key: (k, t.Realization!.Value, t.LossType, t.ReturnPeriods?[i] ?? 0), Value: Column(t, measure)[i])))
                        .ToDictionary(r => r.Key, r => r.Value));
        }
    }

    internal static double[] Column(AggregateTable table, string measure) =>
        table.Measures.ToList().IndexOf(measure) is var i and >= 0 ? table.Values[i] : throw new InvalidOperationException($"{table.Kind} has no {measure}");

    private string LossType(Row row) => LossTypes[row["loss_id"]];

    private Dictionary<string, string> LossTypes => _lossTypes ??=
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(_raw, "loss_ids.json")))!;

    private Dictionary<string, string>? _lossTypes;
}

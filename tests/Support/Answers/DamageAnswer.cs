using System.Text.Json;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>What the engine answers to a damage or benefit-cost case; compares results with its raw outputs, and with the exported ones where there is no raw form.</summary>
public sealed class DamageAnswer(string folder)
{
    /// <summary>The engine sums up to thousands of events in float32, in blocks that depend on its machine; ours is the sum in double.</summary>
    private const double SumsOfFloats = 2e-6;

    private readonly string _raw = Path.Combine(folder, "raw");

    public Agreement Compare(RiskResults results)
    {
        var agreement = new Agreement();
        CompareAssets(agreement, results);
        CompareDamages(agreement, results, "damages-rlzs.csv", o => o.Statistic is null);
        CompareDamages(agreement, results, "damages-stats.csv", o => o.Statistic is not null);
        CompareEvents(agreement, results);
        CompareAggregates(agreement, results, OutputKind.AggregateRisk);
        CompareAggregates(agreement, results, OutputKind.AggregateCurves);
        ComparePrintedAssets(agreement, results, "avg_risk-*.csv", OutputKind.AverageRisk);
        ComparePrintedAssets(agreement, results, "damages-*.csv", OutputKind.Damages);
        ComparePrintedAssets(agreement, results, "bcr-*.csv", OutputKind.BenefitCost);
        CompareModes(agreement, results);
        ComparePrintedAggregates(agreement, results, OutputKind.AggregateRisk);
        ComparePrintedAggregates(agreement, results, OutputKind.AggregateCurves);
        return agreement;
    }

    private void CompareAssets(Agreement agreement, RiskResults results)
    {
        var rows = new Table(Path.Combine(_raw, "assetcol.csv")).Rows;
        if (!rows.Select(r => (r["id"], int.Parse(r["site_id"]))).SequenceEqual(results.Assets.Select(a => (a.Id, a.SiteId))))
            agreement.Problem("assets or their sites are in another order: " + string.Join(' ', results.Assets.Take(10).Select(a => a.Id + "@" + a.SiteId)));
        var keys = Path.Combine(_raw, "agg_keys.json");
        if (File.Exists(keys) && !JsonSerializer.Deserialize<string[]>(File.ReadAllText(keys))!.SequenceEqual(results.AggregateKeys.Select(k => string.Join(',', k.TagValues))))
            agreement.Problem("aggregation keys differ: " + string.Join(' ', results.AggregateKeys.Take(10).Select(k => string.Join(',', k.TagValues))));
    }

    private void CompareDamages(Agreement agreement, RiskResults results, string file, Func<AssetValues, bool> wanted)
    {
        var ours = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.Damages && wanted(o))
            .GroupBy(o => o.LossType).SelectMany((lossType, l) => lossType.GroupBy(o => (o.Realization, o.Statistic))
                .SelectMany((column, c) => column.SelectMany((o, d) => o.Values.Select((v, a) => (Key: (a, c, l, d), Value: (double)v)))))
            .ToDictionary(v => v.Key, v => v.Value);
        var path = Path.Combine(_raw, file);
        if (File.Exists(path))
            agreement.CompareRows(file, new Table(path).Rows.ToDictionary(
                r => (int.Parse(r["asset"]), int.Parse(r["c"]), int.Parse(r["lt"]), int.Parse(r["d"])), r => r.Number("value")), ours, tolerance: SumsOfFloats);
        else if (ours.Count > 0)
            agreement.Problem($"{file} is not among the engine's outputs");
    }

    private void CompareEvents(Agreement agreement, RiskResults results)
    {
        var path = Path.Combine(_raw, "risk_by_event.csv");
        if (!File.Exists(path))
            return;
        var rows = new Table(path).Rows;
        var tables = results.Outputs.OfType<EventTable>().ToArray();
        foreach (var (column, c) in rows[0].Names.Skip(3).Select((n, i) => (n, i)))
            agreement.CompareRows($"risk_by_event {column}",
                rows.ToDictionary(r => (long.Parse(r["event_id"]), int.Parse(r["agg_id"]), LossType(r)), r => r.Number(column)),
                tables.SelectMany(t => t.EventIds.Select((e, i) => (Key: (e, t.AggregateIds[i], t.LossType), Value: (double)t.Values[c][i]))).ToDictionary(r => r.Key, r => r.Value));
    }

    private void CompareAggregates(Agreement agreement, RiskResults results, string kind)
    {
        var path = Path.Combine(_raw, kind + ".csv");
        var tables = results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind && t.Statistic is null).ToArray();
        if (!File.Exists(path))
        {
            if (tables.Length > 0)
                agreement.Problem($"{kind} is not among the engine's outputs");
            return;
        }
        var rows = new Table(path).Rows;
        foreach (var column in rows[0].Names.Except(["agg_id", "rlz_id", "loss_id", "return_period"]))
            agreement.CompareRows($"{kind} {column}",
                rows.ToDictionary(r => (int.Parse(r["agg_id"]), int.Parse(r["rlz_id"]), LossType(r), kind == OutputKind.AggregateRisk ? 0 : r.Number("return_period")), r => r.Number(column)),
                tables.SelectMany(t => t.AggregateIds.Select((k, i) => (Key: (k, t.Realization!.Value, t.LossType, t.ReturnPeriods?[i] ?? 0), Value: Column(t, column)[i]))).ToDictionary(r => r.Key, r => r.Value));
    }

    /// <summary>The engine numbers damage states where it does not name them.</summary>
    private static double[] Column(AggregateTable table, string column) => column.StartsWith("dmg_", StringComparison.Ordinal)
        ? table.Values[int.Parse(column[4..])]
        : table.Values[table.Measures.ToList().IndexOf(column)];

    private void ComparePrintedAssets(Agreement agreement, RiskResults results, string pattern, string kind)
    {
        var prefix = pattern.Split('*')[0];
        var ours = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == kind).ToLookup(o => o.Statistic ?? $"rlz-{o.Realization:000}");
        if (results.Outputs.OfType<EventTable>().Any() && kind == OutputKind.Damages)
            return;
        var files = Directory.GetFiles(folder, pattern);
        if (!files.Select(p => Path.GetFileNameWithoutExtension(p)[prefix.Length..]).Order().SequenceEqual(ours.Select(o => o.Key).Order()))
            agreement.Problem($"files {pattern}: {string.Join(' ', ours.Select(o => o.Key))} instead of {string.Join(' ', files.Select(Path.GetFileName))}");
        foreach (var path in files)
        {
            var rows = new Table(path).Rows;
            foreach (var output in ours[Path.GetFileNameWithoutExtension(path)[prefix.Length..]])
                for (var a = 0; a < rows.Count; a++)
                    agreement.Compare($"{Path.GetFileName(path)} {output.Measure} {rows[a]["asset_id"]}",
                        rows[a].Number(kind == OutputKind.BenefitCost ? output.Measure : $"{output.LossType}~{output.Measure}"), output.Values[a], printed: true);
        }
    }

    private void CompareModes(Agreement agreement, RiskResults results)
    {
        foreach (var output in results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.ModalDamageState))
        {
            string[] states = [.. results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.Damages && o.LossType == output.LossType).Select(o => o.Measure).Distinct()];
            var rows = new Table(Path.Combine(folder, $"avg_damages-{output.Statistic ?? $"rlz-{output.Realization:000}"}.csv")).Rows;
            var expected = rows.Select(r => r[$"modal-ds-{output.LossType}"]).ToArray();
            if (!expected.SequenceEqual(output.Values.Select(v => states[(int)v])))
                agreement.Problem($"modal damage states are {string.Join(' ', output.Values.Select(v => states[(int)v]))} instead of {string.Join(' ', expected)}");
        }
    }

    private void ComparePrintedAggregates(Agreement agreement, RiskResults results, string kind)
    {
        var tables = results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind).ToArray();
        foreach (var path in Directory.GetFiles(folder, kind + "*.csv"))
        {
            var rows = new Table(path).Rows;
            var stats = rows[0].Names.Contains("stat");
            var ours = tables.Where(t => t.Statistic is not null == stats).ToArray();
            string[] reserved = ["loss_type", "rlz_id", "return_period", "stat"];
            string[] tags = [.. results.AggregateKeys.Select(k => k.TagNames).FirstOrDefault(n => n.All(rows[0].Names.Contains)) ?? []];
            foreach (var column in rows[0].Names.Except(reserved).Except(tags))
            {
                var expected = rows.ToDictionary(r => string.Join('|', tags.Select(t => r[t]).Concat([r["loss_type"], Cell(r, "stat") ?? Cell(r, "rlz_id") ?? "0", Cell(r, "return_period") ?? "0"])), r => r.Number(column));
                var actual = ours.SelectMany(t => t.AggregateIds.Select((k, i) => (Table: t, Key: k, Row: i)))
                    .Where(x => Names(results, x.Key).SequenceEqual(tags))
                    .ToDictionary(x => string.Join('|', Values(results, x.Key).Concat([x.Table.LossType, x.Table.Statistic ?? x.Table.Realization.ToString()!, (x.Table.ReturnPeriods?[x.Row] ?? 0).ToString()])),
                        x => Column(x.Table, Named(x.Table, column))[x.Row]);
                agreement.CompareRows($"{Path.GetFileName(path)} {column}", expected, actual, printed: true);
            }
        }
    }

    /// <summary>A measure of ours by the column name of a CSV file.</summary>
    private static string Named(AggregateTable table, string column) => column switch
    {
        "loss_ratio" => Measure.Ratio,
        _ when column.EndsWith("_value", StringComparison.Ordinal) => column[..^6],
        _ when table.Statistic is null || table.Measures.Contains(column) => column,
        _ => column,
    };

    private static string? Cell(Row row, string name) => row.Names.Contains(name) ? row[name] : null;

    private static IReadOnlyList<string> Names(RiskResults results, int key) => key == results.AggregateKeys.Count ? [] : results.AggregateKeys[key].TagNames;

    private static IReadOnlyList<string> Values(RiskResults results, int key) => key == results.AggregateKeys.Count ? [] : results.AggregateKeys[key].TagValues;

    private string LossType(Row row) => LossTypes[row["loss_id"]];

    private Dictionary<string, string> LossTypes { get; } =
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "raw", "loss_ids.json")))!;
}

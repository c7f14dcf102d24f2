using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>
/// What the engine answers to a damage or benefit-cost case; compares results with its raw outputs, and with the
/// exported ones where there is no raw form.
/// </summary>
public sealed class DamageAnswer(string folder)
{
    /// <summary>
    /// The engine sums up to thousands of events in float32, in blocks that depend on its machine; ours is the sum in
    /// double.
    /// </summary>
    private const double SumsOfFloats = 2e-6;

    private static readonly string[] Keys = ["agg_id", "rlz_id", "loss_id", "return_period"];

    private readonly RawFolder _raw = new(Path.Combine(folder, "raw"));

    private sealed record DamageCell(int Asset, int Column, int LossType, int State);

    private sealed record EventRow(long Event, int Key, string LossType);

    public Agreement Compare(RiskResults results)
    {
        var agreement = new Agreement();
        _raw.CompareOrder(agreement, results);
        CompareDamages(agreement, results, "damages-rlzs.csv", o => o.Statistic is null);
        CompareDamages(agreement, results, "damages-stats.csv", o => o.Statistic is not null);
        CompareEvents(agreement, results);
        _raw.CompareAggregates(agreement, results, OutputKind.AggregateRisk, IsMeasure);
        _raw.CompareAggregates(agreement, results, OutputKind.AggregateCurves, IsMeasure);
        ComparePrintedAssets(agreement, results, "avg_risk-", OutputKind.AverageRisk);
        ComparePrintedAssets(agreement, results, "damages-", OutputKind.Damages);
        ComparePrintedAssets(agreement, results, "bcr-", OutputKind.BenefitCost);
        CompareModalStates(agreement, results);
        var printed = new PrintedAggregates(folder, results);
        printed.Compare(agreement, OutputKind.AggregateRisk, _ => true);
        printed.Compare(agreement, OutputKind.AggregateCurves, _ => true);
        return agreement;
    }

    private static bool IsMeasure(string column) => !Keys.Contains(column);

    private void CompareDamages(
        Agreement agreement,
        RiskResults results,
        string file,
        Func<AssetValues, bool> isWanted)
    {
        var actual = CellsOf(results.Outputs.OfType<AssetValues>()
            .Where(o => o.Kind == OutputKind.Damages && isWanted(o)));
        if (_raw.Find(file) is { } rows)
        {
            var expected = rows.ToDictionary(
                r => new DamageCell(int.Parse(r["asset"]), int.Parse(r["c"]), int.Parse(r["lt"]), int.Parse(r["d"])),
                r => r.Number("value"));
            agreement.CompareRows(file, expected, actual, tolerance: SumsOfFloats);
        }
        else if (actual.Count > 0)
            agreement.Problem($"{file} is not among the engine's outputs");
    }

    private static Dictionary<DamageCell, double> CellsOf(IEnumerable<AssetValues> damages)
    {
        var cells = new Dictionary<DamageCell, double>();
        foreach (var (lossType, ofLossType) in damages.GroupBy(o => o.LossType).Index())
            foreach (var (column, ofColumn) in ofLossType.GroupBy(o => (o.Realization, o.Statistic)).Index())
                foreach (var (state, output) in ofColumn.Index())
                    for (var asset = 0; asset < output.Values.Length; asset++)
                        cells.Add(new(asset, column, lossType, state), output.Values[asset]);
        return cells;
    }

    private void CompareEvents(Agreement agreement, RiskResults results)
    {
        if (_raw.Find("risk_by_event.csv") is not { } rows)
            return;
        // The first three columns are the key; the others stand in the order of the measures.
        foreach (var (measure, column) in rows[0].Names.Skip(3).Index())
        {
            var expected = rows.ToDictionary(
                r => new EventRow(long.Parse(r["event_id"]), int.Parse(r["agg_id"]), _raw.LossTypeOf(r)),
                r => r.Number(column));
            var actual = new Dictionary<EventRow, double>();
            foreach (var table in results.Outputs.OfType<EventTable>())
                for (var i = 0; i < table.EventIds.Length; i++)
                    actual.Add(
                        new(table.EventIds[i], table.AggregateIds[i], table.LossType), table.Values[measure][i]);
            agreement.CompareRows($"risk_by_event {column}", expected, actual);
        }
    }

    private void ComparePrintedAssets(Agreement agreement, RiskResults results, string prefix, string kind)
    {
        // Of event based damage the engine prints no damages by asset.
        if (kind == OutputKind.Damages && results.Outputs.OfType<EventTable>().Any())
            return;
        var ours = results.Outputs.OfType<AssetValues>().Where(o => o.Kind == kind).ToLookup(NameOf);
        var files = Directory.GetFiles(folder, prefix + "*.csv")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)[prefix.Length..]);
        var names = ours.Select(o => o.Key).Order().ToArray();
        if (!files.Keys.Order().SequenceEqual(names))
            agreement.Problem($"files {prefix}*: {string.Join(' ', names)} instead of {string.Join(' ', files.Keys)}");
        foreach (var (name, path) in files)
        {
            var rows = new Table(path).Rows;
            foreach (var output in ours[name])
            {
                var column = kind == OutputKind.BenefitCost ? output.Measure : $"{output.LossType}~{output.Measure}";
                for (var a = 0; a < rows.Count; a++)
                    agreement.Compare(
                        $"{Path.GetFileName(path)} {output.Measure} {rows[a]["asset_id"]}",
                        rows[a].Number(column),
                        output.Values[a],
                        printed: true);
            }
        }
    }

    private void CompareModalStates(Agreement agreement, RiskResults results)
    {
        var outputs = results.Outputs.OfType<AssetValues>().ToArray();
        foreach (var output in outputs.Where(o => o.Kind == OutputKind.ModalDamageState))
        {
            var states = outputs
                .Where(o => o.Kind == OutputKind.Damages && o.LossType == output.LossType)
                .Select(o => o.Measure)
                .Distinct()
                .ToArray();
            var rows = new Table(Path.Combine(folder, $"avg_damages-{NameOf(output)}.csv")).Rows;
            var expected = rows.Select(r => r[$"modal-ds-{output.LossType}"]).ToArray();
            var actual = output.Values.Select(v => states[(int)v]).ToArray();
            if (!expected.SequenceEqual(actual))
                agreement.Problem(
                    $"modal damage states are {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
        }
    }

    private static string NameOf(AssetValues output) => output.Statistic ?? $"rlz-{output.Realization:000}";
}

using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>
/// What the engine answers to a case; compares results with its raw outputs, and with its exported ones where there is
/// no raw form.
/// </summary>
public sealed class EngineAnswer(string folder)
{
    private readonly RawFolder _raw = new(Path.Combine(folder, "raw"));

    private sealed record EventRow(long Event, int Key, string LossType);

    public Agreement Compare(RiskResults results)
    {
        var agreement = new Agreement();
        _raw.CompareOrder(agreement, results);
        CompareValues(agreement, results);
        CompareAverages(agreement, results, "rlzs");
        CompareAverages(agreement, results, "stats");
        CompareEvents(agreement, results, Measure.Loss);
        CompareEvents(agreement, results, Measure.Variance);
        _raw.CompareAggregates(agreement, results, OutputKind.AggregateRisk, IsLoss);
        _raw.CompareAggregates(agreement, results, OutputKind.AggregateCurves, IsLoss);
        new PrintedAnswer(folder).Compare(agreement, results);
        new ReinsuranceAnswer(folder).Compare(agreement, results);
        return agreement;
    }

    private static bool IsLoss(string column) => column.Contains("loss") && column != "loss_id";

    private void CompareValues(Agreement agreement, RiskResults results)
    {
        var rows = _raw.Find("assetcol.csv")!;
        for (var a = 0; a < rows.Count; a++)
            for (var l = 0; l < results.LossTypes.Count; l++)
            {
                var column = $"value-{results.LossTypes[l]}";
                if (rows[a].Find(column) is not null)
                    agreement.Compare(
                        $"{column} of {rows[a]["id"]}", rows[a].Number(column), results.Assets[a].Values[l]);
            }
    }

    /// <param name="kind"><c>rlzs</c> or <c>stats</c>.</param>
    private void CompareAverages(Agreement agreement, RiskResults results, string kind)
    {
        var averages = results.Outputs.OfType<AssetValues>()
            .Where(o => o.Kind == OutputKind.AverageLosses && (o.Statistic is null) == (kind == "rlzs"))
            .ToArray();
        foreach (var path in _raw.Files($"avg_losses-{kind}-*.csv"))
        {
            var name = Path.GetFileName(path);
            var lossType = Path.GetFileNameWithoutExtension(path)[$"avg_losses-{kind}-".Length..];
            var ours = averages.Where(o => o.LossType.Replace('+', '_') == lossType).ToArray();
            var rows = new Table(path).Rows;
            var columns = rows[0].Values.Length;
            if (columns != ours.Length)
                agreement.Problem($"{name} has {columns} columns, ours {ours.Length}");
            for (var c = 0; c < Math.Min(ours.Length, columns); c++)
                for (var a = 0; a < rows.Count; a++)
                {
                    var what = $"{name} {ours[c].Realization}{ours[c].Statistic} asset {results.Assets[a].Id}";
                    agreement.Compare(what, rows[a].Number($"c{c}"), ours[c].Values[a]);
                }
        }
    }

    private void CompareEvents(Agreement agreement, RiskResults results, string measure)
    {
        if (_raw.Find("risk_by_event.csv") is not { } rows)
            return;
        var expected = rows.ToDictionary(
            r => new EventRow(long.Parse(r["event_id"]), int.Parse(r["agg_id"]), _raw.LossTypeOf(r)),
            r => r.Number(measure));
        var actual = new Dictionary<EventRow, double>();
        foreach (var table in results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.RiskByEvent))
        {
            var values = table.Values[table.Measures.ToList().IndexOf(measure)];
            for (var i = 0; i < table.EventIds.Length; i++)
                actual.Add(new(table.EventIds[i], table.AggregateIds[i], table.LossType), values[i]);
        }
        agreement.CompareRows($"risk_by_event {measure}", expected, actual);
    }
}

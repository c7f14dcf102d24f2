using static Workers.Support.Answers.RawColumns;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>
/// The engine's tables by event and aggregation. Each comparison gives the outputs of ours that it compared.
/// </summary>
internal sealed class RawTables(string raw, RawKeys keys)
{
    private readonly Dictionary<string, string> _lossTypes =
        Json<Dictionary<string, string>>(Path.Combine(raw, "loss_ids.json"));

    public RiskOutput[] CompareEvents(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var names = RawKeys.NamesOf(results);
        EventTable[] ours = [.. results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.RiskByEvent)];
        foreach (var column in table.Names.Except(RawColumns.Keys))
        {
            var theirs = table.Rows.ToDictionary(
                r =>
                    (long.Parse(r["event_id"]), keys.Name(r["agg_id"]), _lossTypes[r["loss_id"]]), r =>
                        r.Number(column));
            var own = ours.SelectMany(t => t.EventIds.Select((e, i) =>
                (
                    Key: (e, names[t.AggregateIds[i]], t.LossType),
                    Value: (double?)Measured(t.Measures, column, offset: 1, t.Values)?[i])));
            CompareColumn(agreement, $"risk_by_event {column}", theirs, own);
        }
        return ours;
    }

    public RiskOutput[] CompareAggregates(Agreement agreement, RiskResults results, string kind, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var names = RawKeys.NamesOf(results);
        AggregateTable[] ours =
            [.. results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind && t.Statistic is null)];
        var isCurve = kind == OutputKind.AggregateCurves;
        foreach (var column in table.Names.Except(RawColumns.Keys))
        {
            var theirs = table.Rows.ToDictionary(
                r =>
                    (
                        keys.Name(r["agg_id"]), int.Parse(r["rlz_id"]), _lossTypes[r["loss_id"]],
                        isCurve ? r.Number("return_period") : 0),
                r => r.Number(column));
            var own = ours.SelectMany(t => t.AggregateIds.Select((k, i) => (
                Key: (names[k], t.Realization!.Value, t.LossType, t.ReturnPeriods?[i] ?? 0),
                Value: (double?)Measured(t.Measures, column, offset: 0, t.Values)?[i])));
            CompareColumn(agreement, $"{kind} {column}", theirs, own);
        }
        return ours;
    }
}

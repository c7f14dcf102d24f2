using static Workers.Support.Answers.RawColumns;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's tables of reinsurance. Each comparison gives the outputs of ours that it compared.</summary>
internal static class RawReinsurance
{
    private const string Policy = "policy_id";

    public static RiskOutput[] CompareEvents(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        EventTable[] ours =
            [.. results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.ReinsuranceByEvent)];
        foreach (var column in table.Names.Except(RawColumns.Keys))
            CompareColumn(
                agreement,
                $"{OutputKind.ReinsuranceByEvent} {column}",
                table.Rows.ToDictionary(r => long.Parse(r["event_id"]), r => r.Number(column)),
                ours.SelectMany(
                    t => t.EventIds.Select((e, i) => (e, (double?)Reinsured(t.Measures, column, t.Values)?[i]))),
                Remainder(table));
        return ours;
    }

    public static RiskOutput[] Compare(Agreement agreement, RiskResults results, string kind, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        AggregateTable[] ours = [.. results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind)];
        var byPolicy = table.Names.Contains(Policy);
        var isCurve = table.Names.Contains("return_period");
        foreach (var column in table.Names.Except([.. RawColumns.Keys, Policy]))
            CompareColumn(
                agreement,
                $"{kind} {column}",
                table.Rows.ToDictionary(
                    r =>
                        (
                            int.Parse(r["rlz_id"]), byPolicy ? int.Parse(r[Policy]) - 1 : 0,
                            isCurve ? r.Number("return_period") : 0),
                    r => r.Number(column)),
                ours.SelectMany(t => t.AggregateIds.Select((k, i) => (
                    (t.Realization!.Value, byPolicy ? k : 0, t.ReturnPeriods?[i] ?? 0),
                    (double?)Reinsured(t.Measures, column, t.Values)?[i]))),
                Remainder(table));
        return ours;
    }

    /// <summary>
    /// What treaties leave of a claim is a small difference of float32 numbers: right to the last bits of the claim,
    /// not of itself.
    /// </summary>
    private static double Remainder(Table table) =>
        table.Rows.Max(r => Math.Abs(r.Number("claim"))) * 2 * (float.BitIncrement(1) - 1);

    /// <summary>A measure of reinsurance; the engine numbers overspills with letters.</summary>
    private static T? Reinsured<T>(IReadOnlyList<string> measures, string column, T[] values)
        where T : class
    {
        var overspills = measures.Where(m => m.StartsWith("overspill_", StringComparison.Ordinal)).ToList();
        var treaties = measures.Skip(2).Except(overspills).ToList();
        var name = column.StartsWith("over_", StringComparison.Ordinal) && column.Length == "over_A".Length
            ? "overspill_" + treaties[column[^1] - 'A']
            : column;
        return Measured(measures, name, offset: 0, values);
    }
}

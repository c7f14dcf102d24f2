using static Workers.Support.Answers.RawColumns;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's tables of reinsurance. Each comparison gives the outputs of ours that it compared.</summary>
internal static class RawReinsurance
{
    private const string Policy = "policy_id";

    private static readonly string[] CurveTypes = ["_aep", "_oep"];

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
        table.Names.Where(n => Bare(n) == "claim").Max(n => table.Rows.Max(r => Math.Abs(r.Number(n))))
            * 2 * (float.BitIncrement(1) - 1);

    /// <summary>A measure of reinsurance; the engine numbers overspills with letters.</summary>
    private static T? Reinsured<T>(IReadOnlyList<string> measures, string column, T[] values)
        where T : class
    {
        const string Over = "over_";
        if (!column.StartsWith(Over, StringComparison.Ordinal) || column.Length != Over.Length + 1)
            return Measured(measures, column, offset: 0, values);
        var treaties = measures.Select(Bare)
            .Distinct()
            .Where(m => m is not ("retention" or "claim") && !m.StartsWith("overspill_", StringComparison.Ordinal))
            .ToList();
        return Measured(measures, "overspill_" + treaties[column[^1] - 'A'], offset: 0, values);
    }

    /// <summary>A measure without what tells yearly sums and maxima apart.</summary>
    private static string Bare(string measure) =>
        CurveTypes.Any(t => measure.EndsWith(t, StringComparison.Ordinal)) ? measure[..^"_aep".Length] : measure;
}

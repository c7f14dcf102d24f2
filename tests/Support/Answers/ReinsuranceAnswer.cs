using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's reinsurance files, six digits.</summary>
public sealed class ReinsuranceAnswer(string folder)
{
    /// <summary>A unit of the last place of a float32 number, relative to it.</summary>
    private static readonly double LastPlace = float.BitIncrement(1) - 1;

    private static readonly string[] Kinds =
    [
        OutputKind.ReinsuranceByEvent,
        OutputKind.ReinsuranceByPolicy,
        OutputKind.ReinsuranceOfPortfolio,
        OutputKind.ReinsuranceCurves,
    ];

    private static readonly string[] Keys = ["event_id", "rlz_id", "policy_id", "return_period"];

    public void Compare(Agreement agreement, RiskResults results)
    {
        foreach (var kind in Kinds)
        {
            var path = Path.Combine(folder, kind + ".csv");
            var ours = results.Outputs.Where(o => o.Kind == kind)
                .SelectMany(o => CellsOf(o, results))
                .ToDictionary(c => c.Key, c => c.Value);
            if (File.Exists(path))
                Compare(agreement, kind, new Table(path).Rows, ours);
            else if (ours.Count > 0)
                agreement.Problem($"{kind} is not among the engine's outputs");
        }
    }

    private static void Compare(
        Agreement agreement,
        string kind,
        IReadOnlyList<Row> rows,
        Dictionary<string, double> ours)
    {
        foreach (var row in rows)
            foreach (var measure in row.Names.Except(Keys).Where(name => name != "year"))
            {
                var key = $"{KeyOf(row)} {measure}".TrimStart();
                var expected = double.Parse(row[measure]);
                if (!ours.Remove(key, out var value))
                    agreement.Problem($"{kind} {key}: missing, should be {row[measure]}");
                else
                    agreement.Compare(
                        $"{kind} {key}", expected, WithoutUnit(row.Number("claim"), expected, value), printed: true);
            }
        foreach (var key in ours.Keys)
            agreement.Problem($"{kind} {key}: that the engine does not have");
    }

    private static string KeyOf(Row row)
    {
        var values = Keys.Where(key => row.Find(key) is not null)
            .Select(key => key == "policy_id" ? row[key] : $"{row.Number(key)}");
        return string.Join(' ', values);
    }

    /// <summary>Claims are float32: what is left of them after cessions carries a unit of their last place.</summary>
    private static double WithoutUnit(double claim, double expected, double value)
    {
        var unit = LastPlace * claim;
        return value - Math.Clamp(value - expected, -unit, unit);
    }

    private static IEnumerable<(string Key, double Value)> CellsOf(RiskOutput output, RiskResults results) =>
        output switch
        {
            EventTable table => CellsOf(table),
            AggregateTable table => CellsOf(table, results),
            _ => [],
        };

    private static IEnumerable<(string Key, double Value)> CellsOf(EventTable table)
    {
        for (var m = 0; m < table.Measures.Count; m++)
            for (var i = 0; i < table.EventIds.Length; i++)
                yield return ($"{table.EventIds[i]} {table.Measures[m]}", table.Values[m][i]);
    }

    private static IEnumerable<(string Key, double Value)> CellsOf(AggregateTable table, RiskResults results)
    {
        for (var m = 0; m < table.Measures.Count; m++)
            for (var i = 0; i < table.AggregateIds.Length; i++)
            {
                var policy = PolicyOf(table.AggregateIds[i], results);
                var period = table.ReturnPeriods is { } periods ? $" {periods[i]}" : "";
                yield return ($"{table.Realization}{policy}{period} {table.Measures[m]}", table.Values[m][i]);
            }
    }

    private static string PolicyOf(int key, RiskResults results) =>
        key < results.AggregateKeys.Count ? $" {results.AggregateKeys[key].TagValues[0]}" : "";
}

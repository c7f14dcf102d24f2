using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's reinsurance files, six digits.</summary>
public sealed class ReinsuranceAnswer(string folder)
{
    public void Compare(Agreement agreement, RiskResults results)
    {
        string[] kinds = [OutputKind.ReinsuranceByEvent, OutputKind.ReinsuranceByPolicy, OutputKind.ReinsuranceOfPortfolio, OutputKind.ReinsuranceCurves];
        foreach (var kind in kinds)
        {
            var path = Path.Combine(folder, kind + ".csv");
            var ours = results.Outputs.Where(o => o.Kind == kind).SelectMany(o => Cells(o, results)).ToDictionary(c => c.Key, c => c.Value);
            if (!File.Exists(path))
            {
                if (ours.Count > 0)
                    agreement.Problem($"{kind} is not among the engine's outputs");
                continue;
            }
            string[] keys = ["event_id", "rlz_id", "policy_id", "return_period"];
            foreach (var row in new Table(path).Rows)
                foreach (var (measure, text) in row.Names.Zip(row.Values).Where(c => !keys.Contains(c.First) && c.First != "year"))
                {
                    var key = string.Join(' ', keys.Where(k => row.Names.Contains(k)).Select(k => k == "policy_id" ? row[k] : row.Number(k).ToString()).Append(measure));
                    if (!ours.Remove(key, out var value))
                        agreement.Problem($"{kind} {key}: missing, should be {text}");
                    else
                        agreement.Compare($"{kind} {key}", double.Parse(text), Without(float.BitIncrement(1) - 1, row.Number("claim"), double.Parse(text), value), printed: true);
                }
            foreach (var key in ours.Keys)
                agreement.Problem($"{kind} {key}: that the engine does not have");
        }
    }

    /// <summary>Claims are float32: what is left of them after cessions carries a unit of their last place.</summary>
    private static double Without(double unit, double claim, double expected, double value) =>
        value - Math.Clamp(value - expected, -unit * claim, unit * claim);

    private static IEnumerable<(string Key, double Value)> Cells(RiskOutput output, RiskResults results)
    {
        switch (output)
        {
            case EventTable table:
                return from m in Enumerable.Range(0, table.Measures.Count)
                       from i in Enumerable.Range(0, table.EventIds.Length)
                       select ($"{table.EventIds[i]} {table.Measures[m]}", (double)table.Values[m][i]);
            case AggregateTable table:
                string Key(int i) => table.AggregateIds[i] < results.AggregateKeys.Count ? " " + results.AggregateKeys[table.AggregateIds[i]].TagValues[0] : "";
                string Period(int i) => table.ReturnPeriods is { } periods ? $" {periods[i]}" : "";
                return from m in Enumerable.Range(0, table.Measures.Count)
                       from i in Enumerable.Range(0, table.AggregateIds.Length)
                       select ($"{table.Realization}{Key(i)}{Period(i)} {table.Measures[m]}", table.Values[m][i]);
            default:
                return [];
        }
    }
}

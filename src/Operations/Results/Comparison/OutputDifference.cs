using Workers.Risk.Results;

namespace Workers.Operations.Results.Comparison;

/// <summary>How far an output of two jobs is apart.</summary>
/// <param name="Output">Kind, loss type, and realization or statistic.</param>
/// <param name="Values">Numbers that were compared.</param>
/// <param name="Different">Of these, those that are not the same.</param>
/// <param name="Greatest">
/// Greatest relative difference, |a − b| / max(|a|, |b|): 0 if all are the same, 2 at most; infinite where only one is
/// a number.
/// </param>
/// <param name="Where">Row of the greatest difference; null if there is none.</param>
/// <param name="OnlyInA">Rows that only the first job has.</param>
/// <param name="OnlyInB">Rows that only the second job has.</param>
public sealed record OutputDifference(
    string Output,
    long Values,
    long Different,
    double Greatest,
    string? Where,
    long OnlyInA,
    long OnlyInB)
{
    /// <summary>Both have the same rows with the same numbers.</summary>
    public bool IsEqual => Different == 0 && OnlyInA == 0 && OnlyInB == 0;

    internal static IReadOnlyList<OutputDifference> Between(RiskResults a, RiskResults b)
    {
        var first = ByName(a);
        var second = ByName(b);
        var names = first.Keys.Union(second.Keys);
        return [.. names.Select(name => Between(name, Find(first, name, a), Find(second, name, b)))];
    }

    private static Dictionary<string, RiskOutput> ByName(RiskResults results)
    {
        var byName = new Dictionary<string, RiskOutput>();
        // Outputs of one name are told apart by their order.
        foreach (var group in results.Outputs.GroupBy(OutputRows.Name))
            foreach (var (i, output) in group.Index())
                byName.Add(i == 0 ? group.Key : $"{group.Key} #{i + 1}", output);
        return byName;
    }

    private static OutputRows? Find(Dictionary<string, RiskOutput> outputs, string name, RiskResults results) =>
        outputs.TryGetValue(name, out var output) ? OutputRows.Of(output, results) : null;

    private static OutputDifference Between(string name, OutputRows? a, OutputRows? b)
    {
        if (a is null || b is null) return new(name, 0, 0, 0, null, a?.Count ?? 0, b?.Count ?? 0);
        var rows = new Dictionary<RowName, int>(b.Count);
        for (var row = 0; row < b.Count; row++) rows.Add(b.NameOf(row), row);
        long values = 0, different = 0, matched = 0;
        var greatest = 0.0;
        RowName? where = null;
        for (var row = 0; row < a.Count; row++)
        {
            var rowName = a.NameOf(row);
            if (!rows.TryGetValue(rowName, out var other)) continue;
            matched++;
            foreach (var (ofA, ofB) in Pairs(a.ValuesOf(row), b.ValuesOf(other)))
            {
                values++;
                var apart = Apart(ofA, ofB);
                if (apart > 0) different++;
                if (apart <= greatest) continue;
                greatest = apart;
                where = rowName;
            }
        }
        return new(name, values, different, greatest, where?.ToString(), a.Count - matched, b.Count - matched);
    }

    /// <summary>Where one has more numbers than the other, they are compared with none.</summary>
    private static IEnumerable<(double A, double B)> Pairs(IEnumerable<double> a, IEnumerable<double> b)
    {
        using var first = a.GetEnumerator();
        using var second = b.GetEnumerator();
        while (true)
        {
            var hasA = first.MoveNext();
            var hasB = second.MoveNext();
            if (!hasA && !hasB) yield break;
            yield return (hasA ? first.Current : double.NaN, hasB ? second.Current : double.NaN);
        }
    }

    private static double Apart(double a, double b)
    {
        if (a.Equals(b) || a == b) return 0;
        return double.IsFinite(a) && double.IsFinite(b)
            ? Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b))
            : double.PositiveInfinity;
    }
}

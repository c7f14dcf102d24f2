using System.Text.Json;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's outputs at full precision: the folder <c>raw</c> of a case.</summary>
internal sealed class RawFolder(string folder)
{
    private Dictionary<string, string>? _lossTypes;

    private sealed record AggregateRow(int Key, int Realization, string LossType, double ReturnPeriod);

    /// <summary>Rows of a file, or null if there is none of that name.</summary>
    public IReadOnlyList<Row>? Find(string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? new Table(path).Rows : null;
    }

    /// <summary>Paths of files, in order of their names.</summary>
    public IEnumerable<string> Files(string pattern) => Directory.GetFiles(folder, pattern).Order();

    /// <summary>The loss type that a row has by number.</summary>
    public string LossTypeOf(Row row)
    {
        _lossTypes ??= JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(folder, "loss_ids.json")))!;
        return _lossTypes[row["loss_id"]];
    }

    /// <summary>Assets, their sites and the aggregation keys must stand in the same order.</summary>
    public void CompareOrder(Agreement agreement, RiskResults results)
    {
        var expected = Find("assetcol.csv")!.Select(r => $"{r["id"]}@{int.Parse(r["site_id"])}");
        var actual = results.Assets.Select(a => $"{a.Id}@{a.SiteId}").ToList();
        if (!expected.SequenceEqual(actual))
            agreement.Problem("assets or their sites are in another order: " + string.Join(' ', actual.Take(10)));
        var path = Path.Combine(folder, "agg_keys.json");
        if (!File.Exists(path))
            return;
        var keys = results.AggregateKeys.Select(k => string.Join(',', k.TagValues)).ToList();
        if (!JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))!.SequenceEqual(keys))
            agreement.Problem("aggregation keys differ: " + string.Join(' ', keys.Take(10)));
    }

    /// <summary>Compares the columns of a kind of aggregate output, realization by realization.</summary>
    public void CompareAggregates(Agreement agreement, RiskResults results, string kind, Func<string, bool> isMeasure)
    {
        var tables = results.Outputs.OfType<AggregateTable>()
            .Where(t => t.Kind == kind && t.Statistic is null)
            .ToArray();
        var rows = Find(kind + ".csv");
        if (rows is null)
        {
            if (tables.Length > 0)
                agreement.Problem($"{kind} is not among the engine's outputs");
            return;
        }
        foreach (var column in rows[0].Names.Where(isMeasure))
        {
            var expected = rows.ToDictionary(row => KeyOf(row, kind), row => row.Number(column));
            var actual = new Dictionary<AggregateRow, double>();
            foreach (var table in tables)
            {
                var values = ColumnOf(table, column);
                for (var i = 0; i < table.AggregateIds.Length; i++)
                    actual.Add(KeyOf(table, i), values[i]);
            }
            agreement.CompareRows($"{kind} {column}", expected, actual);
        }
    }

    /// <summary>
    /// A column of a table by the engine's name, which numbers damage states where it does not name them.
    /// </summary>
    public static double[] ColumnOf(AggregateTable table, string column)
    {
        const string numbered = "dmg_";
        if (column.StartsWith(numbered, StringComparison.Ordinal))
            return table.Values[int.Parse(column.AsSpan(numbered.Length))];
        var measure = table.Measures.ToList().IndexOf(column);
        return measure >= 0
            ? table.Values[measure]
            : throw new InvalidOperationException($"{table.Kind} has no {column}");
    }

    private AggregateRow KeyOf(Row row, string kind) => new(
        int.Parse(row["agg_id"]),
        int.Parse(row["rlz_id"]),
        LossTypeOf(row),
        kind == OutputKind.AggregateRisk ? 0 : row.Number("return_period"));

    private static AggregateRow KeyOf(AggregateTable table, int i) => new(
        table.AggregateIds[i],
        table.Realization!.Value,
        table.LossType,
        table.ReturnPeriods?[i] ?? 0);
}

using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's CSV files of aggregate risk and aggregate curves, six digits.</summary>
internal sealed class PrintedAggregates(string folder, RiskResults results)
{
    private static readonly string[] Reserved = ["loss_type", "rlz_id", "return_period", "stat"];

    /// <summary>Compares all files of a kind of output.</summary>
    public void Compare(Agreement agreement, string kind, Func<string, bool> isMeasure)
    {
        foreach (var path in Directory.GetFiles(folder, kind + "*.csv"))
        {
            var rows = new Table(path).Rows;
            var tags = TagsOf(rows[0].Names);
            var hasStatistics = rows[0].Names.Contains("stat");
            var tables = results.Outputs.OfType<AggregateTable>()
                .Where(t => t.Kind == kind && t.Statistic is not null == hasStatistics)
                .ToArray();
            foreach (var column in rows[0].Names.Except(Reserved).Except(tags).Where(isMeasure))
            {
                var expected = rows.ToDictionary(row => KeyOf(row, tags), row => row.Number(column));
                var actual = ValuesOf(tables, tags, MeasureOf(column));
                agreement.CompareRows($"{Path.GetFileName(path)} {column}", expected, actual, printed: true);
            }
        }
    }

    /// <summary>The largest of the job's sets of tags that are columns of the file.</summary>
    private IReadOnlyList<string> TagsOf(string[] columns) => results.AggregateKeys
        .Select(key => key.TagNames)
        .Where(names => names.All(columns.Contains))
        .MaxBy(names => names.Count) ?? [];

    /// <summary>A measure of ours by the column's name.</summary>
    private static string MeasureOf(string column)
    {
        if (column.EndsWith("_value", StringComparison.Ordinal))
            return column[..^"_value".Length];
        var isLossRatio = column.StartsWith(Measure.Loss + "_", StringComparison.Ordinal)
            && column.EndsWith("_ratio", StringComparison.Ordinal);
        return isLossRatio ? Measure.Ratio + column[Measure.Loss.Length..^"_ratio".Length] : column;
    }

    private Dictionary<string, double> ValuesOf(
        IEnumerable<AggregateTable> tables,
        IReadOnlyList<string> tags,
        string measure)
    {
        var values = new Dictionary<string, double>();
        foreach (var table in tables)
        {
            var column = RawFolder.ColumnOf(table, measure);
            for (var i = 0; i < table.AggregateIds.Length; i++)
            {
                var (names, texts) = Tags(table.AggregateIds[i]);
                if (names.SequenceEqual(tags))
                    values.Add(KeyOf(table, i, texts), column[i]);
            }
        }
        return values;
    }

    private (IReadOnlyList<string> Names, IReadOnlyList<string> Values) Tags(int key)
    {
        var keys = results.AggregateKeys;
        return key == keys.Count ? ([], []) : (keys[key].TagNames, keys[key].TagValues);
    }

    private static string KeyOf(AggregateTable table, int i, IReadOnlyList<string> tags)
    {
        var column = table.Statistic ?? $"{table.Realization!.Value}";
        return string.Join('|', [.. tags, table.LossType, column, $"{table.ReturnPeriods?[i] ?? 0}"]);
    }

    private static string KeyOf(Row row, IReadOnlyList<string> tags)
    {
        var column = row.Find("stat") ?? row.Find("rlz_id") ?? "0";
        var period = row.Find("return_period") is null ? 0 : row.Number("return_period");
        return string.Join('|', [.. tags.Select(tag => row[tag]), LossTypeOf(row), column, $"{period}"]);
    }

    /// <summary>The exports name the time of day, the results do not.</summary>
    private static string LossTypeOf(Row row) =>
        row["loss_type"].StartsWith("occupants_", StringComparison.Ordinal) ? "occupants" : row["loss_type"];
}

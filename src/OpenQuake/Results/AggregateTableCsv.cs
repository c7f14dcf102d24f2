using Workers.Risk.Fragility;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Aggregate risk and aggregate curves: one file for the totals and one for each set of tags, by realization and, for statistics, one more of
/// each (export/risk.py: <c>export_aggrisk</c>, <c>export_aggcurves</c>, <c>export_aggrisk_stats</c>). Each has its own order of columns and rows, as in the engine.
/// </summary>
internal static class AggregateTableCsv
{
    private sealed record Row(AggregateTable Table, int At, int LossOrder, int Sequence)
    {
        public int Key => Table.AggregateIds[At];
        public double Period => Table.ReturnPeriods?[At] ?? 0;
    }

    public static async Task WriteAsync(ResultFile file, string kind, IEnumerable<AggregateTable> outputs, CancellationToken cancel)
    {
        var all = outputs.ToList();
        foreach (var isStatistic in (bool[])[false, true])
        {
            var rows = all.Where(t => t.Statistic is not null == isStatistic)
                .SelectMany((t, n) => Enumerable.Range(0, t.AggregateIds.Length).Select(i => new Row(t, i, LossTypeOrder.Of(t.LossType), n))).ToList();
            foreach (var group in rows.GroupBy(r => string.Join('-', TagNames(file, r.Key))))
                await WriteAsync(file, kind, isStatistic, group.Key, [.. group], cancel).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ResultFile file, string kind, bool isStatistic, string tagSet, List<Row> rows, CancellationToken cancel)
    {
        var (tags, isCurve) = (TagNames(file, rows[0].Key), kind == OutputKind.AggregateCurves);
        var measures = rows.Select(r => r.Table.Measures).MaxBy(m => m.Count)!;
        var withRealization = !isStatistic && file.Results.Realizations.Count > 1;
        string[] period = isCurve ? ["return_period"] : [], realization = withRealization ? ["rlz_id"] : [];
        IEnumerable<string> header = isStatistic
            ? [.. period, "loss_type", .. measures.Select((m, i) => StatisticName(m, i, measures)), "stat", .. tags]
            : isCurve
                ? [.. tags, .. period, "loss_type", .. realization, .. measures.Select(m => ColumnName(m, measures))]
                : ["loss_type", .. tags, .. realization, .. measures.Select(m => ColumnName(m, measures))];

        var name = kind + (isStatistic ? "-stats" : "") + (tagSet.Length > 0 ? "-" + tagSet : "") + ".csv";
        await using var csv = CsvFile.Create(file.PathOf(name), isStatistic || isCurve ? ResultFile.Comment : file.CommentWithTimes, header);
        foreach (var row in Sorted(rows, isCurve, isStatistic))
        {
            void WriteTags() => Array.ForEach([.. TagValues(file, row.Key)], v => csv.Text(v));
            void WriteMeasures()
            {
                for (var m = 0; m < measures.Count; m++)
                    csv.Number(m < row.Table.Values.Length ? row.Table.Values[m][row.At] : 0);
            }

            if (isCurve && !isStatistic)
                WriteTags();
            if (isCurve)
                csv.Number(row.Period);
            csv.Text(isCurve || isStatistic ? row.Table.LossType : AggregateLossType(file, row.Table.LossType));
            if (!isCurve && !isStatistic)
                WriteTags();
            if (withRealization)
                csv.Whole(row.Table.Realization ?? 0);
            WriteMeasures();
            if (isStatistic)
            {
                csv.Text(row.Table.Statistic!);
                WriteTags();
            }
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }

    private static IEnumerable<Row> Sorted(List<Row> rows, bool isCurve, bool isStatistic) => isStatistic
        ? rows.OrderBy(r => r.Key).ThenBy(r => r.Period).ThenBy(r => r.Table.LossType, StringComparer.Ordinal).ThenBy(r => r.Sequence)
        : isCurve
            ? rows.OrderBy(r => r.Key).ThenBy(r => r.Table.Realization).ThenBy(r => r.LossOrder).ThenBy(r => r.Period)
            : rows.OrderBy(r => r.Key).ThenBy(r => r.LossOrder).ThenBy(r => r.Table.Realization);

    private static IReadOnlyList<string> TagNames(ResultFile file, int key) => key < file.Results.AggregateKeys.Count ? file.Results.AggregateKeys[key].TagNames : [];

    private static IReadOnlyList<string> TagValues(ResultFile file, int key) => key < file.Results.AggregateKeys.Count ? file.Results.AggregateKeys[key].TagValues : [];

    /// <summary>The engine shows a loss and its ratio as <c>loss_value</c> and <c>loss_ratio</c>, and so for consequences and for AEP and OEP.</summary>
    private static string ColumnName(string measure, IReadOnlyList<string> all)
    {
        if (measure.StartsWith(Measure.Ratio, StringComparison.Ordinal))
            return $"{Measure.Loss}{measure[Measure.Ratio.Length..]}_ratio";
        var isLoss = measure.StartsWith(Measure.Loss, StringComparison.Ordinal) && all.Contains(Measure.Ratio + measure[Measure.Loss.Length..]);
        return isLoss || all.Contains(measure + "_ratio") ? measure + "_value" : measure;
    }

    /// <summary>The engine numbers the damage states in statistics.</summary>
    private static string StatisticName(string measure, int position, IReadOnlyList<string> all) =>
        all[0] == FragilityModel.NoDamage && !ConsequenceModel.Known.Contains(measure) ? $"dmg_{position}" : measure;

    /// <summary>People are shown in aggregate risk with the time of day that they were counted at.</summary>
    private static string AggregateLossType(ResultFile file, string lossType) =>
        lossType == "occupants" ? "occupants_" + file.Parameters.TimeEvent : lossType;
}

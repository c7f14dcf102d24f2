using Workers.Risk.Fragility;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Aggregate risk and aggregate curves: one file for the totals and one for each set of tags, by realization and, for
/// statistics, one more of each (export/risk.py: <c>export_aggrisk</c>, <c>export_aggcurves</c>,
/// <c>export_aggrisk_stats</c>). Each kind of file has its own order of columns and rows, as in the engine.
/// </summary>
internal sealed class AggregateTableCsv
{
    private readonly ResultCsvContext _context;
    private readonly string _kind;
    private readonly bool _isCurve;

    private AggregateTableCsv(ResultCsvContext context, string kind)
    {
        _context = context;
        _kind = kind;
        _isCurve = kind == OutputKind.AggregateCurves;
    }

    /// <summary>Curves name their realization if there are several, averages if several have any losses.</summary>
    private bool _hasRealizations;

    /// <param name="Table">Its table.</param>
    /// <param name="At">Its place in the table.</param>
    /// <param name="LossOrder">Place of its loss type in the engine's order.</param>
    /// <param name="TableOrder">Place of its table among those of the file.</param>
    private sealed record Row(AggregateTable Table, int At, int LossOrder, int TableOrder)
    {
        public int Key => Table.AggregateIds[At];
        public double Period => Table.ReturnPeriods?[At] ?? 0;
    }

    /// <summary>Writes all files of a kind of output.</summary>
    public static async Task WriteAsync(
        ResultCsvContext context,
        string kind,
        IEnumerable<AggregateTable> outputs,
        CancellationToken cancel)
    {
        var files = new AggregateTableCsv(context, kind);
        var tables = outputs.ToList();
        // The engine gives claims by realization in no file, only as statistics.
        var ofRealizations = tables.FindAll(t => t.Statistic is null && t.LossType != DerivedLossType.Claim);
        await files.WriteRealizationsAsync(ofRealizations, cancel).ConfigureAwait(false);
        await files.WriteStatisticsAsync(tables.FindAll(t => t.Statistic is not null), cancel).ConfigureAwait(false);
    }

    private async Task WriteRealizationsAsync(List<AggregateTable> tables, CancellationToken cancel)
    {
        var comment = _isCurve ? _context.CommentOfCurves() : _context.CommentWithTimes;
        var results = _context.Results;
        _hasRealizations = _isCurve
            ? results.Realizations.Count > 1 && !results.AreCollected
            : tables.Where(t => t.AggregateIds.Length > 0).DistinctBy(t => t.Realization).Skip(1).Any();
        foreach (var (tagSet, rows) in ByTagSet(tables))
        {
            var columns = _isCurve ? ColumnsOfCurves(rows) : ColumnsOfRisk(rows);
            var sorted = _isCurve ? SortCurves(rows) : SortRisk(rows);
            var path = _context.PathOf($"{_kind}{tagSet}.csv");
            await columns.WriteAsync(path, comment, sorted, cancel).ConfigureAwait(false);
        }
    }

    private async Task WriteStatisticsAsync(List<AggregateTable> tables, CancellationToken cancel)
    {
        foreach (var (tagSet, rows) in ByTagSet(tables))
        {
            var path = _context.PathOf($"{_kind}-stats{tagSet}.csv");
            await ColumnsOfStatistics(rows)
                .WriteAsync(path, _context.Comment, SortStatistics(rows), cancel)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Rows by the end of the file's name: nothing for totals, or <c>-tag1-tag2</c>.</summary>
    private IEnumerable<(string TagSet, List<Row> Rows)> ByTagSet(List<AggregateTable> tables)
    {
        var rows = new List<Row>();
        for (var t = 0; t < tables.Count; t++)
        {
            var lossOrder = LossTypeOrder.PlaceOf(tables[t].LossType);
            for (var i = 0; i < tables[t].AggregateIds.Length; i++)
                rows.Add(new(tables[t], i, lossOrder, t));
        }
        return rows
            .GroupBy(row => string.Concat(TagNames(row.Key).Select(tag => $"-{tag}")))
            .Select(group => (group.Key, group.ToList()));
    }

    private List<CsvColumn<Row>> ColumnsOfRisk(List<Row> rows) =>
    [
        new("loss_type", (csv, row) => csv.Text(AggregateLossType(row.Table.LossType))),
        .. TagColumns(rows),
        .. RealizationColumns(),
        .. MeasureColumns(rows, (measure, _, all) => ColumnName(measure, all)),
    ];

    private List<CsvColumn<Row>> ColumnsOfCurves(List<Row> rows) =>
    [
        .. TagColumns(rows),
        PeriodColumn,
        LossTypeColumn,
        .. RealizationColumns(),
        .. MeasureColumns(rows, (measure, _, all) => ColumnName(measure, all)),
    ];

    private List<CsvColumn<Row>> ColumnsOfStatistics(List<Row> rows) =>
    [
        .. PeriodColumns(),
        LossTypeColumn,
        .. MeasureColumns(rows, StatisticName),
        new("stat", (csv, row) => csv.Text(row.Table.Statistic!)),
        .. TagColumns(rows),
    ];

    private static CsvColumn<Row> LossTypeColumn { get; } =
        new("loss_type", (csv, row) => csv.Text(row.Table.LossType));

    private static CsvColumn<Row> PeriodColumn { get; } =
        new("return_period", (csv, row) => csv.Number(row.Period));

    private CsvColumn<Row>[] PeriodColumns() => _isCurve ? [PeriodColumn] : [];

    private CsvColumn<Row>[] RealizationColumns() =>
        _hasRealizations ? [new("rlz_id", (csv, row) => csv.Whole(row.Table.Realization ?? 0))] : [];

    private IEnumerable<CsvColumn<Row>> TagColumns(List<Row> rows) => TagNames(rows[0].Key)
        .Select((tag, i) => new CsvColumn<Row>(
            tag,
            (csv, row) => csv.Text(_context.Results.AggregateKeys[row.Key].TagValues[i])));

    /// <summary>Columns of the table with the most measures; where a table has fewer, the value is 0.</summary>
    private static IEnumerable<CsvColumn<Row>> MeasureColumns(
        List<Row> rows,
        Func<string, int, IReadOnlyList<string>, string> name)
    {
        var measures = rows.Select(r => r.Table.Measures).MaxBy(m => m.Count)!;
        return measures.Select((measure, i) => new CsvColumn<Row>(
            name(measure, i, measures),
            (csv, row) => csv.Number(i < row.Table.Values.Length ? row.Table.Values[i][row.At] : 0)));
    }

    private static IEnumerable<Row> SortRisk(List<Row> rows) => rows
        .OrderBy(r => r.Key)
        // By the engine's number of the loss type, not by name.
        .ThenBy(r => r.LossOrder)
        .ThenBy(r => r.Table.Realization);

    private static IEnumerable<Row> SortCurves(List<Row> rows) => rows
        .OrderBy(r => r.Key)
        .ThenBy(r => r.Table.Realization)
        .ThenBy(r => r.LossOrder)
        .ThenBy(r => r.Period);

    private static IEnumerable<Row> SortStatistics(List<Row> rows) => rows
        .OrderBy(r => r.Key)
        .ThenBy(r => r.Period)
        // Statistics are sorted by name: another part of the engine writes them.
        .ThenBy(r => r.Table.LossType, StringComparer.Ordinal)
        .ThenBy(r => r.TableOrder);

    /// <summary>The key after the last is the total, which has no tags.</summary>
    private IReadOnlyList<string> TagNames(int key)
    {
        var keys = _context.Results.AggregateKeys;
        return key < keys.Count ? keys[key].TagNames : [];
    }

    /// <summary>
    /// The engine shows a loss and its ratio as <c>loss_value</c> and <c>loss_ratio</c>, and so for consequences and
    /// for AEP and OEP.
    /// </summary>
    private static string ColumnName(string measure, IReadOnlyList<string> all)
    {
        if (measure.StartsWith(Measure.Ratio, StringComparison.Ordinal))
            return $"{Measure.Loss}{measure[Measure.Ratio.Length..]}_ratio";
        var hasLossRatio = measure.StartsWith(Measure.Loss, StringComparison.Ordinal)
            && all.Contains(Measure.Ratio + measure[Measure.Loss.Length..]);
        return hasLossRatio || all.Contains(measure + "_ratio") ? measure + "_value" : measure;
    }

    /// <summary>The engine numbers the damage states in statistics.</summary>
    private static string StatisticName(string measure, int position, IReadOnlyList<string> all)
    {
        var isState = all[0] == FragilityModel.NoDamage && !ConsequenceModel.Known.Contains(measure);
        return isState ? $"dmg_{position}" : measure;
    }

    /// <summary>People are shown in aggregate risk with the time of day that they were counted at.</summary>
    private string AggregateLossType(string lossType) =>
        lossType == "occupants" ? $"occupants_{_context.Parameters.TimeEvent}" : lossType;
}

using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Reinsurance (export/risk.py: <c>export_reinsurance</c>): by event, averages by policy and of the portfolio, curves
/// by return period.
/// </summary>
internal static class ReinsuranceCsv
{
    /// <summary>The engine gives events that have no year the year 1.</summary>
    private const int NoYear = 1;

    private sealed record Row(AggregateTable Table, int At);

    public static Task WriteByEventAsync(ResultCsvContext context, EventTable table, CancellationToken cancel)
    {
        var events = context.Results.Events;
        int YearOf(int row) => events?.Years is { } years
            ? years[Array.BinarySearch(events.Ids, table.EventIds[row])]
            : NoYear;

        List<CsvColumn<int>> columns =
        [
            new("event_id", (csv, row) => csv.Whole(table.EventIds[row])),
            .. table.Measures.Select((measure, m) => new CsvColumn<int>(
                measure,
                (csv, row) => csv.Number(table.Values[m][row]))),
            new("year", (csv, row) => csv.Whole(YearOf(row))),
        ];
        var rows = Enumerable.Range(0, table.EventIds.Length);
        return columns.WriteAsync(context.PathOf($"{table.Kind}.csv"), context.Comment, rows, cancel);
    }

    /// <summary>Writes the tables of a kind of output.</summary>
    public static Task WriteAsync(
        ResultCsvContext context,
        IReadOnlyList<AggregateTable> tables,
        CancellationToken cancel)
    {
        var kind = tables[0].Kind;
        List<CsvColumn<Row>> columns =
        [
            new("rlz_id", (csv, row) => csv.Whole(row.Table.Realization ?? 0)),
            .. KeyColumns(kind, context.Results),
            .. tables[0].Measures.Select((measure, m) => new CsvColumn<Row>(
                measure,
                (csv, row) => csv.Number(row.Table.Values[m][row.At]))),
        ];
        var rows = tables
            .OrderBy(table => table.Realization)
            .SelectMany(table => table.AggregateIds.Select((_, i) => new Row(table, i)));
        return columns.WriteAsync(context.PathOf($"{kind}.csv"), context.Comment, rows, cancel);
    }

    private static CsvColumn<Row>[] KeyColumns(string kind, RiskResults results) => kind switch
    {
        OutputKind.ReinsuranceByPolicy => [new("policy_id", (csv, row) => csv.Text(PolicyOf(row, results)))],
        OutputKind.ReinsuranceCurves =>
            [new("return_period", (csv, row) => csv.Number(row.Table.ReturnPeriods![row.At]))],
        _ => [],
    };

    private static string PolicyOf(Row row, RiskResults results) =>
        results.AggregateKeys[row.Table.AggregateIds[row.At]].TagValues[0];
}

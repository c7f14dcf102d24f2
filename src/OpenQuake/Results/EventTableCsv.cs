using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Risk by event: the grand totals of each event and loss type, without variances (export/risk.py:
/// <c>export_event_loss_table</c>). Losses stand by loss type, realization and loss, as the engine leaves them; damages
/// by loss type and event.
/// </summary>
internal static class EventTableCsv
{
    /// <param name="Table">Its table.</param>
    /// <param name="At">Its place in the table.</param>
    /// <param name="Event">Place of its event among the events; −1 if they are not known.</param>
    private sealed record Row(EventTable Table, int At, int Event)
    {
        public long EventId => Table.EventIds[At];

        public float Value(string measure)
        {
            for (var m = 0; m < Table.Measures.Count; m++)
                if (Table.Measures[m] == measure)
                    return Table.Values[m][At];
            return 0;
        }
    }

    public static Task WriteAsync(ResultCsvContext context, IReadOnlyList<EventTable> tables, CancellationToken cancel)
    {
        if (tables.Count == 0)
            return Task.CompletedTask;
        var rows = TotalsOf(tables, context.Results);
        var isLoss = tables[0].Measures.Contains(Measure.Loss);
        var realizations = context.Results.AreCollected ? null : context.Results.Events?.Realizations;
        rows.Sort((a, b) => isLoss ? CompareLosses(a, b, realizations) : CompareDamages(a, b));
        var path = context.PathOf("risk_by_event.csv");
        return Columns(context, tables[0].Measures)
            .WriteAsync(path, context.CommentWithTimesUnlessScenario, rows, cancel);
    }

    private static List<Row> TotalsOf(IReadOnlyList<EventTable> tables, RiskResults results)
    {
        var total = results.AggregateKeys.Count;
        var rows = new List<Row>();
        foreach (var table in tables)
            for (var i = 0; i < table.EventIds.Length; i++)
                // Only grand totals: rows of aggregations are in the database, not in this file.
                if (table.AggregateIds[i] == total)
                    rows.Add(new(table, i, PlaceOf(table.EventIds[i], results.Events)));
        return rows;
    }

    private static int PlaceOf(long eventId, EventSet? events) =>
        events is null ? -1 : Array.BinarySearch(events.Ids, eventId);

    private static List<CsvColumn<Row>> Columns(ResultCsvContext context, IReadOnlyList<string> measures)
    {
        // The engine gives scenarios neither ruptures nor years.
        var events = context.IsScenario ? null : context.Results.Events;
        List<CsvColumn<Row>> columns = [new("event_id", (csv, row) => csv.Whole(row.EventId))];
        foreach (var measure in measures)
            if (measure is not (Measure.Variance or Measure.AmplifiedLoss))
                columns.Add(new(measure, (csv, row) => csv.Number(row.Value(measure))));
        columns.Add(new("loss_type", (csv, row) => csv.Text(row.Table.LossType)));
        if (events?.Ruptures is { } ruptures)
            columns.Add(new("rup_id", (csv, row) => csv.Whole(ruptures[row.Event])));
        if (events?.Years is { } years)
            columns.Add(new("year", (csv, row) => csv.Whole(years[row.Event])));
        if (measures.Contains(Measure.AmplifiedLoss))
            columns.Add(new(Measure.AmplifiedLoss, (csv, row) => csv.Number(row.Value(Measure.AmplifiedLoss))));
        return columns;
    }

    private static int CompareLosses(Row a, Row b, int[]? realizations)
    {
        var order = CompareLossTypes(a, b);
        if (order == 0 && realizations is not null)
            order = realizations[a.Event].CompareTo(realizations[b.Event]);
        if (order == 0)
            order = a.Value(Measure.Loss).CompareTo(b.Value(Measure.Loss));
        // Sort is not stable: equal losses need an order of their own.
        return order != 0 ? order : a.EventId.CompareTo(b.EventId);
    }

    private static int CompareDamages(Row a, Row b)
    {
        var order = CompareLossTypes(a, b);
        return order != 0 ? order : a.EventId.CompareTo(b.EventId);
    }

    private static int CompareLossTypes(Row a, Row b) =>
        LossTypeOrder.PlaceOf(a.Table.LossType).CompareTo(LossTypeOrder.PlaceOf(b.Table.LossType));
}

using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Risk by event: the grand totals of each event and loss type, without variances (export/risk.py: <c>export_event_loss_table</c>). Losses stand
/// by loss type, realization and loss, as the engine leaves them; damages by loss type and event.
/// </summary>
internal static class EventTableCsv
{
    private sealed record Row(EventTable Table, int At, int Event);

    public static async Task WriteAsync(ResultFile file, IReadOnlyList<EventTable> tables, CancellationToken cancel)
    {
        if (tables.Count == 0)
            return;
        var (events, total) = (file.Results.Events, file.Results.AggregateKeys.Count);
        var measures = tables[0].Measures.Where(m => m is not (Measure.Variance or Measure.AmplifiedLoss)).ToList();
        var withAmplified = tables[0].Measures.Contains(Measure.AmplifiedLoss);
        var (withRupture, withYear) = (!file.IsScenario && events?.Ruptures is not null, !file.IsScenario && events?.Years is not null);
        var rows = tables.SelectMany(t => Enumerable.Range(0, t.EventIds.Length).Where(i => t.AggregateIds[i] == total)
            .Select(i => new Row(t, i, events is null ? -1 : Array.BinarySearch(events.Ids, t.EventIds[i])))).ToList();
        var byLoss = measures.Contains(Measure.Loss);
        rows.Sort((a, b) => Compare(a, b, byLoss, events?.Realizations));

        List<string> header = ["event_id", .. measures, "loss_type"];
        if (withRupture)
            header.Add("rup_id");
        if (withYear)
            header.Add("year");
        if (withAmplified)
            header.Add(Measure.AmplifiedLoss);
        await using var csv = CsvFile.Create(file.PathOf("risk_by_event.csv"), file.IsScenario ? ResultFile.Comment : file.CommentWithTimes, header);
        foreach (var row in rows)
        {
            csv.Whole(row.Table.EventIds[row.At]);
            foreach (var measure in measures)
                csv.Number(Value(row, measure));
            csv.Text(row.Table.LossType);
            if (withRupture)
                csv.Whole(events!.Ruptures![row.Event]);
            if (withYear)
                csv.Whole(events!.Years![row.Event]);
            if (withAmplified)
                csv.Number(Value(row, Measure.AmplifiedLoss));
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }

    private static float Value(Row row, string measure)
    {
        for (var m = 0; m < row.Table.Measures.Count; m++)
            if (row.Table.Measures[m] == measure)
                return row.Table.Values[m][row.At];
        return 0;
    }

    private static int Compare(Row a, Row b, bool byLoss, int[]? realizations)
    {
        var order = LossTypeOrder.Of(a.Table.LossType).CompareTo(LossTypeOrder.Of(b.Table.LossType));
        if (order == 0 && byLoss && realizations is not null)
            order = realizations[a.Event].CompareTo(realizations[b.Event]);
        if (order == 0 && byLoss)
            order = Value(a, Measure.Loss).CompareTo(Value(b, Measure.Loss));
        return order != 0 ? order : a.Table.EventIds[a.At].CompareTo(b.Table.EventIds[b.At]);
    }
}

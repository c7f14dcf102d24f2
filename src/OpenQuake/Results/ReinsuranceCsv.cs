using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>Reinsurance (export/risk.py: <c>export_reinsurance</c>): by event, averages by policy and of the portfolio, curves by return period.</summary>
internal static class ReinsuranceCsv
{
    /// <summary>The engine gives events that have no year the year 1.</summary>
    private const int NoYear = 1;

    public static async Task WriteByEventAsync(ResultFile file, EventTable table, CancellationToken cancel)
    {
        var events = file.Results.Events;
        await using var csv = CsvFile.Create(file.PathOf($"{table.Kind}.csv"), ResultFile.Comment, ["event_id", .. table.Measures, "year"]);
        for (var row = 0; row < table.EventIds.Length; row++)
        {
            csv.Whole(table.EventIds[row]);
            foreach (var values in table.Values)
                csv.Number(values[row]);
            csv.Whole(events?.Years is { } years ? years[Array.BinarySearch(events.Ids, table.EventIds[row])] : NoYear);
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }

    public static async Task WriteAsync(ResultFile file, IReadOnlyList<AggregateTable> tables, CancellationToken cancel)
    {
        string[] key = tables[0].Kind switch
        {
            OutputKind.ReinsuranceByPolicy => ["policy_id"],
            OutputKind.ReinsuranceCurves => ["return_period"],
            _ => [],
        };
        await using var csv = CsvFile.Create(file.PathOf($"{tables[0].Kind}.csv"), ResultFile.Comment, ["rlz_id", .. key, .. tables[0].Measures]);
        foreach (var table in tables.OrderBy(t => t.Realization))
            for (var row = 0; row < table.AggregateIds.Length; row++)
            {
                csv.Whole(table.Realization ?? 0);
                if (table.Kind == OutputKind.ReinsuranceByPolicy)
                    csv.Text(file.Results.AggregateKeys[table.AggregateIds[row]].TagValues[0]);
                else if (table.ReturnPeriods is { } periods)
                    csv.Number(periods[row]);
                foreach (var values in table.Values)
                    csv.Number(values[row]);
                await csv.EndRowAsync(cancel).ConfigureAwait(false);
            }
    }
}

using Workers.OpenQuake.Csv;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Risk.Input;

namespace Workers.OpenQuake.Hazard;

/// <summary>The engine's events export: event_id, rup_id, rlz_id, and for event based calculations year and ses_id.</summary>
internal static class EventsCsv
{
    public static EventSet Read(byte[] content, string file)
    {
        var csv = new CsvTable(new JobFile(file, content), ErrorCode.HazardFileMalformed);
        var (id, realization, year) = (csv.Find("event_id") ?? csv.Find("id") ?? csv.Column("event_id"), csv.Find("rlz_id"), csv.Find("year"));
        var events = new SortedDictionary<long, (int Realization, int Year)>();
        while (csv.Next())
        {
            var eventId = (long)csv.Number(id, ErrorCode.EventIdsInvalid, "a whole number, not negative", v => v is >= 0 and < 1e15 && v == Math.Floor(v));
            if (!events.TryAdd(eventId, (Small(csv, realization), Small(csv, year))))
                throw new InputException(ErrorCode.EventIdsInvalid, $"The event id {eventId} is there twice.", csv.At(), "ids that differ");
        }
        return events.Count == 0
            ? throw new InputException(ErrorCode.HazardFileMalformed, "There are no events.", file, "at least one event")
            : new([.. events.Keys], [.. events.Values.Select(e => e.Realization)], year is null ? null : [.. events.Values.Select(e => e.Year)]);
    }

    private static int Small(CsvTable csv, int? column) => column is { } at
        ? (int)csv.Number(at, ErrorCode.HazardFileMalformed, "a whole number, not negative", v => v is >= 0 and <= int.MaxValue && v == Math.Floor(v)) : 0;
}

using Workers.OpenQuake.Csv;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>The engine's events export: event_id, rup_id, rlz_id, and for event based calculations year and ses_id.</summary>
internal static class EventsCsv
{
    public static EventSet Read(byte[] content, string file)
    {
        var csv = new CsvTable(new JobFile(file, content), ErrorCode.HazardFileMalformed);
        var (id, rupture) = (csv.Find("event_id") ?? csv.Find("id") ?? csv.Column("event_id"), csv.Find("rup_id"));
        var (realization, year) = (csv.Find("rlz_id"), csv.Find("year"));
        var events = new SortedDictionary<long, (int Realization, int Year, long Rupture)>();
        while (csv.Next())
        {
            var eventId = Whole(csv, id, 1e15, ErrorCode.EventIdsInvalid);
            if (!events.TryAdd(eventId, ((int)Whole(csv, realization, 1e9), (int)Whole(csv, year, 2e9), Whole(csv, rupture, 1e15))))
                throw new InputException(ErrorCode.EventIdsInvalid, $"The event id {eventId} is there twice.", csv.At(), "ids that differ");
        }
        return events.Count == 0
            ? throw new InputException(ErrorCode.HazardFileMalformed, "There are no events.", file, "at least one event")
            : new([.. events.Keys], [.. events.Values.Select(e => e.Realization)], year is null ? null : [.. events.Values.Select(e => e.Year)],
                rupture is null ? null : [.. events.Values.Select(e => e.Rupture)]);
    }

    private static long Whole(CsvTable csv, int? column, double below, ErrorCode code = ErrorCode.HazardFileMalformed) => column is { } at
        ? (long)csv.Number(at, code, "a whole number, not negative", v => v >= 0 && v < below && v == Math.Floor(v)) : 0;
}

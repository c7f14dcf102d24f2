using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// The engine's events export: event_id, rup_id, rlz_id, and for event based calculations year and ses_id.
/// </summary>
internal static class EventsCsv
{
    // Below 2^53: doubles hold all whole numbers up to it.
    private const double MaxId = 1e15;
    private const double MaxRealization = 1e9;
    private const double MaxYear = 2e9;

    private readonly record struct Row(int Realization, int Year, long Rupture);

    public static EventSet Read(byte[] content, string file)
    {
        var csv = new CsvTable(content, file, ErrorCode.HazardFileMalformed);
        // Older engines name it id.
        var id = csv.Find("event_id") ?? csv.Find("id") ?? csv.Column("event_id");
        var rupture = csv.Find("rup_id");
        var realization = csv.Find("rlz_id");
        var year = csv.Find("year");
        // By id: values by event are stored in this order, and random numbers are seeded by it.
        var events = new SortedDictionary<long, Row>();
        while (csv.Next())
        {
            var eventId = ReadWhole(csv, id, MaxId, ErrorCode.EventIdsInvalid);
            var row = new Row(
                (int)ReadWhole(csv, realization, MaxRealization),
                (int)ReadWhole(csv, year, MaxYear),
                ReadWhole(csv, rupture, MaxId));
            if (!events.TryAdd(eventId, row))
                throw GroundMotionErrors.DuplicateEvent(eventId, csv.At());
        }
        if (events.Count == 0)
            throw GroundMotionErrors.NoEvents(file);
        return new(
            [.. events.Keys],
            [.. events.Values.Select(e => e.Realization)],
            year is null ? null : [.. events.Values.Select(e => e.Year)],
            rupture is null ? null : [.. events.Values.Select(e => e.Rupture)]);
    }

    /// <summary>0 where there is no such column.</summary>
    private static long ReadWhole(
        CsvTable csv,
        int? column,
        double below,
        ErrorCode code = ErrorCode.HazardFileMalformed)
    {
        if (column is not { } at)
            return 0;
        bool IsValid(double v) => v >= 0 && v < below && v == Math.Floor(v);
        return (long)csv.Number(at, code, "a whole number, not negative", IsValid);
    }
}

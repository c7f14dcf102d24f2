using System.Text;
using Workers.Errors;
using Workers.OpenQuake.Csv;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// A file of sites: columns site_id, lon, lat and more; or lines of lon, lat without header, which the engine sorts and
/// numbers (readinput.py: <c>get_mesh</c>).
/// </summary>
internal static class SitesCsv
{
    /// <summary>Columns that are no site parameters.</summary>
    private static readonly string[] OwnColumns = ["site_id", "lon", "lat", "depth", ""];

    public static Sites Read(byte[] content, string file) =>
        HasHeader(content)
            ? ReadTable(new CsvTable(content, file, ErrorCode.HazardFileMalformed), file)
            : ReadPlaces(new CsvTable([.. "lon,lat\n"u8, .. content], file, ErrorCode.HazardFileMalformed), file);

    // 64 bytes are enough: only the first character decides.
    private static bool HasHeader(byte[] content)
    {
        var start = Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 64))).TrimStart('\uFEFF', ' ');
        return start.Length == 0 || !(char.IsAsciiDigit(start[0]) || start[0] is '-' or '.');
    }

    private static Sites ReadTable(CsvTable csv, string file)
    {
        var id = csv.Find("site_id");
        var lon = csv.Column("lon");
        var lat = csv.Column("lat");
        var depth = csv.Find("depth");
        var customId = csv.Find("custom_site_id");
        var names = csv.Columns.Except(OwnColumns).ToArray();
        var parameters = names.Select(csv.Column).ToArray();
        var rows = new List<SiteRow>();
        while (csv.Next())
            rows.Add(new(
                id is null ? rows.Count : ReadId(csv, id.Value),
                ReadLon(csv, lon),
                ReadLat(csv, lat),
                depth is null ? 0 : csv.Number(depth.Value, ErrorCode.HazardFileMalformed, "km", _ => true),
                csv.At())
            {
                CustomId = customId is null ? "" : csv.Text(customId.Value),
                Parameters = [.. parameters.Select(csv.Text)],
            });
        // The archive keeps sites by ascending id; each row takes its texts along.
        rows.Sort((a, b) => a.Id.CompareTo(b.Id));
        var byName = new Dictionary<string, string[]>();
        for (var i = 0; i < names.Length; i++)
            byName[names[i]] = [.. rows.Select(r => r.Parameters[i])];
        return Sites.From(rows, file) with
        {
            CustomIds = customId is null ? null : [.. rows.Select(r => r.CustomId)],
            Parameters = byName,
        };
    }

    private static Sites ReadPlaces(CsvTable csv, string file)
    {
        var places = new List<(double Lon, double Lat)>();
        while (csv.Next())
            places.Add((ReadLon(csv, 0), ReadLat(csv, 1)));
        // The engine numbers a file without header in this order: ids of ground motion refer to it.
        places.Sort();
        return Sites.From([.. places.Select((p, i) => new SiteRow(i, p.Lon, p.Lat, 0, file))], file);
    }

    private static int ReadId(CsvTable csv, int column)
    {
        static bool IsValid(double v) => v >= 0 && v <= int.MaxValue && v == Math.Floor(v);
        return (int)csv.Number(column, ErrorCode.HazardFileMalformed, "a whole number, not negative", IsValid);
    }

    /// <summary>Longitude of the current row, 5 decimals.</summary>
    private static double ReadLon(CsvTable csv, int column) => ReadDegrees(csv, column, 180);

    /// <summary>Latitude of the current row, 5 decimals.</summary>
    private static double ReadLat(CsvTable csv, int column) => ReadDegrees(csv, column, 90);

    private static double ReadDegrees(CsvTable csv, int column, double most)
    {
        var expected = $"degrees from -{most} to {most}";
        return Math.Round(csv.Number(column, ErrorCode.CoordinateOutOfRange, expected, v => Math.Abs(v) <= most), 5);
    }
}

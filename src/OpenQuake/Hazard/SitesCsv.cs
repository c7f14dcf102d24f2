using Workers.OpenQuake.Csv;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>Hazard sites with what else identifies them.</summary>
/// <param name="Collection">The sites, by ascending id.</param>
/// <param name="Depths">Depth of each, km.</param>
/// <param name="CustomIds">The archive's own ids, where the file has them.</param>
internal sealed record Sites(SiteCollection Collection, double[] Depths, string[]? CustomIds)
{
    /// <summary>Columns that are none of the above, and custom ids, as texts of each site.</summary>
    public IReadOnlyDictionary<string, string[]> Parameters { get; init; } = new Dictionary<string, string[]>();
}

/// <summary>
/// A file of sites: columns site_id, lon, lat and more; or lines of lon, lat without header, which the engine sorts and numbers
/// (readinput.py: <c>get_mesh</c>).
/// </summary>
internal static class SitesCsv
{
    public static Sites Read(byte[] content, string file)
    {
        var text = System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 64))).TrimStart('\uFEFF', ' ');
        if (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '.'))
            return Headless(content, file);
        var csv = new CsvTable(new JobFile(file, content), ErrorCode.HazardFileMalformed);
        var (id, lon, lat) = (csv.Find("site_id"), csv.Column("lon"), csv.Column("lat"));
        var (depth, custom) = (csv.Find("depth"), csv.Find("custom_site_id"));
        var parameters = csv.Columns.Where(c => c is not ("site_id" or "lon" or "lat" or "depth" or "")).Select(c => (Name: c, At: csv.Column(c))).ToList();
        var rows = new List<(int Id, double Lon, double Lat, double Depth, string[] Parameters, string Custom, string Place)>();
        while (csv.Next())
            rows.Add((
                id is { } at ? (int)csv.Number(at, ErrorCode.HazardFileMalformed, "a whole number, not negative", v => v >= 0 && v <= int.MaxValue && v == Math.Floor(v)) : rows.Count,
                Lon(csv, lon), Lat(csv, lat),
                depth is { } d ? csv.Number(d, ErrorCode.HazardFileMalformed, "km", _ => true) : 0,
                [.. parameters.Select(p => csv.Text(p.At))], custom is { } c ? csv.Text(c) : "", csv.At()));
        rows.Sort((a, b) => a.Id.CompareTo(b.Id));
        Check([.. rows.Select(r => (r.Id, r.Lon, r.Lat, r.Depth, r.Place))], file);
        return new(new([.. rows.Select(r => r.Id)], [.. rows.Select(r => r.Lon)], [.. rows.Select(r => r.Lat)]),
            [.. rows.Select(r => r.Depth)], custom is null ? null : [.. rows.Select(r => r.Custom)])
        { Parameters = parameters.Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => rows.Select(r => r.Parameters[p.i]).ToArray()) };
    }

    /// <summary>Longitude of the current row, 5 decimals.</summary>
    public static double Lon(CsvTable csv, int column) =>
        Math.Round(csv.Number(column, ErrorCode.CoordinateOutOfRange, "degrees from -180 to 180", v => Math.Abs(v) <= 180), 5);

    /// <summary>Latitude of the current row, 5 decimals.</summary>
    public static double Lat(CsvTable csv, int column) =>
        Math.Round(csv.Number(column, ErrorCode.CoordinateOutOfRange, "degrees from -90 to 90", v => Math.Abs(v) <= 90), 5);

    /// <summary>Ids and places are each there once.</summary>
    public static void Check(IReadOnlyList<(int Id, double Lon, double Lat, double Depth, string Place)> sites, string file)
    {
        if (sites.Count == 0)
            throw new InputException(ErrorCode.HazardFileMalformed, "There are no sites.", file, "at least one site");
        var ids = new Dictionary<int, string>();
        var places = new Dictionary<(double, double, double), string>();
        foreach (var (id, lon, lat, depth, place) in sites)
        {
            if (!ids.TryAdd(id, place))
                throw new InputException(ErrorCode.DuplicateSite, $"The site id {id} is used twice.", place, $"ids that differ; it stands in {ids[id]} too");
            if (!places.TryAdd((lon, lat, depth), place))
                throw new InputException(ErrorCode.DuplicateSite, $"A site at {lon} {lat} is there twice.", place, $"each place once; it stands in {places[(lon, lat, depth)]} too");
        }
    }

    private static Sites Headless(byte[] content, string file)
    {
        var csv = new CsvTable(new JobFile(file, [.. "lon,lat\n"u8, .. content]), ErrorCode.HazardFileMalformed);
        var rows = new List<(double Lon, double Lat)>();
        while (csv.Next())
            rows.Add((Lon(csv, 0), Lat(csv, 1)));
        rows.Sort();
        Check([.. rows.Select((r, i) => (i, r.Lon, r.Lat, 0d, file))], file);
        return new(new([.. Enumerable.Range(0, rows.Count)], [.. rows.Select(r => r.Lon)], [.. rows.Select(r => r.Lat)]), new double[rows.Count], null);
    }
}

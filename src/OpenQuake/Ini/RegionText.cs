using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Ini;

/// <summary>
/// The <c>region</c> of job.ini: <c>lon lat, lon lat, …</c> or WKT <c>POLYGON((lon lat, …))</c> without holes.
/// </summary>
internal static class RegionText
{
    private const string Polygon = "POLYGON";
    private const string Expected = "at least three corners 'lon lat' with commas between them, or a WKT POLYGON";

    public static IReadOnlyList<(double Lon, double Lat)>? Parse(IniEntry entry)
    {
        var text = entry.Value.Trim();
        if (text.Length == 0)
            return null;
        if (text.StartsWith(Polygon, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Polygon.Length..].Trim();
            if (!text.StartsWith("((") || !text.EndsWith("))"))
                throw entry.Invalid(Expected);
            text = text[2..^2];
        }
        var corners = text.Split(',').Select(c => ParseCorner(c, entry)).ToList();
        // WKT closes its rings, the list of the engine need not.
        if (corners.Count > 3 && corners[0] == corners[^1])
            corners.RemoveAt(corners.Count - 1);
        return corners.Count >= 3 ? corners : throw entry.Invalid(Expected);
    }

    private static (double Lon, double Lat) ParseCorner(string text, IniEntry entry)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2
            || !NumberText.TryParse(words[0], out var lon)
            || !NumberText.TryParse(words[1], out var lat)
            || Math.Abs(lon) > 180
            || Math.Abs(lat) > 90)
            throw entry.Invalid(Expected);
        return (lon, lat);
    }
}


namespace Workers.OpenQuake.Ini;

/// <summary>The <c>region</c> of job.ini: <c>lon lat, lon lat, …</c> or WKT <c>POLYGON((lon lat, …))</c> without holes.</summary>
internal static class RegionText
{
    private const string Expected = "at least three corners 'lon lat' with commas between them, or a WKT POLYGON";

    public static IReadOnlyList<(double Lon, double Lat)>? Parse(IniEntry entry)
    {
        var text = entry.Value.Trim();
        if (text.Length == 0)
            return null;
        if (text.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase))
        {
            text = text[7..].Trim();
            if (!text.StartsWith("((") || !text.EndsWith("))"))
                throw entry.Invalid(Expected);
            text = text[2..^2];
        }
        var corners = text.Split(',').Select(c => Corner(c, entry)).ToList();
        if (corners.Count > 3 && corners[0] == corners[^1])
            corners.RemoveAt(corners.Count - 1);
        return corners.Count >= 3 ? corners : throw entry.Invalid(Expected);
    }

    private static (double, double) Corner(string text, IniEntry entry)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && IniValue.TryNumber(words[0], out var lon) && IniValue.TryNumber(words[1], out var lat)
            && Math.Abs(lon) <= 180 && Math.Abs(lat) <= 90
            ? (lon, lat)
            : throw entry.Invalid(Expected);
    }
}

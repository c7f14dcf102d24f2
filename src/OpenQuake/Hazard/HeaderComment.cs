using System.Text.RegularExpressions;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// The first line of the engine's exports: <c>#,,"generated_by='…', kind='mean', investigation_time=50.0,
/// imt='PGA'"</c>.
/// </summary>
internal static partial class HeaderComment
{
    /// <summary>Its entries; text without quotes.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string? comment)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Entry().Matches((comment ?? "").Replace("\"\"", "\"")))
            found[match.Groups["key"].Value] = match.Groups["value"].Value.Trim('\'', '"');
        return found;
    }

    [GeneratedRegex(
        """(?<key>[A-Za-z_]\w{0,60})\s*=\s*(?<value>'[^']*'|"[^"]*"|\[[^\]]*\]|[^,"\s]+)""",
        // Linear time: the line comes from strangers and may be megabytes long.
        RegexOptions.NonBacktracking)]
    private static partial Regex Entry();
}

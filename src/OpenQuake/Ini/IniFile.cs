using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Ini;

/// <summary>A parameter as written.</summary>
/// <param name="Key">Its name, lower case.</param>
/// <param name="Value">Its text; lines of a continued value are joined by a line feed.</param>
/// <param name="Place">Where it stands: <c>job.ini:12</c>.</param>
internal sealed record IniEntry(string Key, string Value, string Place);

/// <summary>
/// The ini dialect of Python's configparser, as the engine reads job.ini: sections are merged, <c>=</c> or <c>:</c> after the name,
/// lines that begin with <c>#</c> or <c>;</c> are comments, deeper indented lines continue the value.
/// </summary>
internal static class IniFile
{
    private const int MaxBytes = 1 << 20;

    public static IReadOnlyList<IniEntry> Parse(byte[] content, string file)
    {
        if (content.Length > MaxBytes)
            throw new InputException(ErrorCode.IniMalformed, "The file is larger than a megabyte.", file, "a job.ini");
        var entries = new Dictionary<string, IniEntry>(StringComparer.Ordinal);
        var order = new List<string>();
        string? current = null;
        var (indent, inSection, number) = (int.MaxValue, false, 0);
        foreach (var raw in Decode(content, file).Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            var depth = raw.Length - raw.TrimStart().Length;
            if (current is not null && depth > indent)
            {
                entries[current] = entries[current] with { Value = $"{entries[current].Value}\n{line}".Trim() };
                continue;
            }
            indent = depth;
            if (line[0] == '[' && line[^1] == ']')
            {
                (inSection, current) = (true, null);
                continue;
            }
            var place = $"{file}:{number}";
            var entry = ParseEntry(line, inSection, place);
            if (entries.TryGetValue(entry.Key, out var earlier))
                throw new InputException(ErrorCode.IniMalformed, $"The parameter {entry.Key} is given twice.", place, $"once; it stands in {earlier.Place} too");
            entries[current = entry.Key] = entry;
            order.Add(current);
        }
        return [.. order.Select(k => entries[k])];
    }

    private static IniEntry ParseEntry(string line, bool inSection, string place)
    {
        var delimiter = line.AsSpan().IndexOfAny('=', ':');
        if (delimiter <= 0)
            throw new InputException(ErrorCode.IniMalformed, $"'{Shorten(line)}' is neither a section nor a parameter.", place, "name = value");
        if (!inSection)
            throw new InputException(ErrorCode.IniMalformed, "The first parameter stands before any section.", place, "a line [general] above it");
        return new(line[..delimiter].Trim().ToLowerInvariant(), line[(delimiter + 1)..].Trim(), place);
    }

    private static string Decode(byte[] content, string file)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
            return text.Replace("\r\n", "\n").Replace('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(ErrorCode.IniMalformed, "The file is not UTF-8 text.", file, "UTF-8");
        }
    }

    public static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

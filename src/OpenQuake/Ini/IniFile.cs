using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Ini;

/// <summary>A parameter as written.</summary>
/// <param name="Key">Its name, lower case.</param>
/// <param name="Value">Its text; lines of a continued value are joined by a line feed.</param>
/// <param name="Place">Where it stands: <c>job.ini:12</c>.</param>
internal sealed record IniEntry(string Key, string Value, string Place)
{
    /// <summary>Number of its first line, from 1.</summary>
    public int FirstLine { get; init; }

    /// <summary>Number of the last line that continues it.</summary>
    public int LastLine { get; init; }
}

/// <summary>
/// The ini dialect of Python's configparser, as the engine reads job.ini: sections are merged, <c>=</c> or <c>:</c>
/// after the name, lines that begin with <c>#</c> or <c>;</c> are comments, deeper indented lines continue the value.
/// </summary>
internal sealed class IniFile
{
    // A job.ini of a megabyte is another file by mistake.
    private const int MaxBytes = 1 << 20;

    private readonly string _file;
    private readonly List<IniEntry> _entries = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private bool _isInSection;

    /// <summary>In the section of <see cref="IniOverrides"/>, whose lines no file of the user has.</summary>
    private bool _isInOverrides;

    /// <summary>Position of the entry that a deeper indented line continues; −1 if there is none.</summary>
    private int _current = -1;

    private int _indent = int.MaxValue;

    private IniFile(string file) => _file = file;

    public static IReadOnlyList<IniEntry> Parse(byte[] content, string file)
    {
        if (content.Length > MaxBytes)
            throw ParameterErrors.FileTooLarge(MaxBytes, file);
        var lines = LinesOf(content, file);
        var ini = new IniFile(file);
        for (var i = 0; i < lines.Length; i++)
            ini.Take(lines[i], i + 1);
        return ini._entries;
    }

    /// <summary>The lines as they are numbered in places.</summary>
    public static string[] LinesOf(byte[] content, string file) =>
        CheckedText.Decode(content, file, ErrorCode.IniMalformed)
            .Replace("\r\n", "\n")
            .Replace('\r', '\n')
            .Split('\n');

    private void Take(string raw, int number)
    {
        var line = raw.Trim();
        if (line.Length == 0 || line[0] is '#' or ';')
            return;
        var indent = raw.Length - raw.TrimStart().Length;
        // As configparser: deeper than the line that the value began in.
        if (_current >= 0 && indent > _indent)
        {
            Continue(line, number);
            return;
        }
        _indent = indent;
        if (line[0] == '[' && line[^1] == ']')
        {
            _isInSection = true;
            _isInOverrides = line == IniOverrides.Section;
            _current = -1;
            return;
        }
        Add(Parse(line, number));
    }

    private void Continue(string line, int number)
    {
        var entry = _entries[_current];
        _entries[_current] = entry with { Value = $"{entry.Value}\n{line}".Trim(), LastLine = number };
    }

    private void Add(IniEntry entry)
    {
        if (!_positions.TryAdd(entry.Key, _entries.Count))
            // Which of the two is meant cannot be known.
            throw ParameterErrors.GivenTwice(entry.Key, entry.Place, _entries[_positions[entry.Key]].Place);
        _current = _entries.Count;
        _entries.Add(entry);
    }

    private IniEntry Parse(string line, int number)
    {
        var place = $"{_file}:{number}";
        var delimiter = line.AsSpan().IndexOfAny('=', ':');
        if (delimiter <= 0)
            throw ParameterErrors.NeitherSectionNorParameter(line, place);
        // configparser refuses parameters before the first section.
        if (!_isInSection)
            throw ParameterErrors.NoSection(place);
        // Lower case, as configparser: Exposure_File is exposure_file.
        var key = line[..delimiter].Trim().ToLowerInvariant();
        return new(key, line[(delimiter + 1)..].Trim(), _isInOverrides ? $"--set {key}" : place)
        {
            FirstLine = number,
            LastLine = number,
        };
    }
}

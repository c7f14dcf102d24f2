using System.Text;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Errors;

namespace Workers.OpenQuake.Csv;

/// <summary>A CSV file, row by row, with its place in errors. A first line that begins with <c>#</c> is a comment.</summary>
internal sealed class CsvTable
{
    private readonly CsvText _csv;
    private readonly string _file;
    private readonly ErrorCode _malformed;
    private readonly List<string> _row = [];
    private readonly string[] _names;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <param name="file">The file.</param>
    /// <param name="malformed">Code of errors in its form.</param>
    public CsvTable(JobFile file, ErrorCode malformed = ErrorCode.CsvMalformed)
    {
        (_file, _malformed) = (file.Path, malformed);
        _csv = new(Decode(file), file.Path, malformed);
        _csv.SkipComment();
        _csv.Next(_row);
        _names = [.. _row.Select(n => n.Trim())];
        if (_names.Length == 0)
            throw Wrong("The file is empty.", "a header line");
        for (var i = 0; i < _names.Length; i++)
            if (!_columns.TryAdd(_names[i], i))
                throw Wrong($"The column {IniFile.Shorten(_names[i])} is there twice.", "each column once");
    }

    public IReadOnlyList<string> Columns => _names;

    public int? Find(string column) => _columns.TryGetValue(column, out var at) ? at : null;

    public int Column(string column) => Find(column)
        ?? throw Wrong($"There is no column {column}.", $"a column {column}; there are {IniFile.Shorten(string.Join(", ", _names))}");

    public bool Next()
    {
        if (!_csv.Next(_row))
            return false;
        if (_row.Count != _names.Length)
            throw Wrong($"The line has {_row.Count} fields.", $"{_names.Length} fields, as in the header");
        return true;
    }

    public string Text(int column) => _row[column].Trim();

    public double Number(int column, ErrorCode code, string expected, Func<double, bool> valid, string? id = null) =>
        IniValue.TryNumber(_row[column], out var number) && valid(number) ? number
            : throw new InputException(code, $"{_names[column]} = '{IniFile.Shorten(_row[column])}' is not valid.", At(id), expected);

    /// <summary>Where the current row stands, with the id of what it describes.</summary>
    public string At(string? id = null) => $"{_file}:{_csv.Line}" + (id is null ? "" : " " + id);

    private InputException Wrong(string what, string expected) => new(_malformed, what, At(), expected);

    private string Decode(JobFile file)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Content).TrimStart('\uFEFF');
            return text.Contains('\0') ? throw NotText(file) : text;
        }
        catch (DecoderFallbackException)
        {
            throw NotText(file);
        }
    }

    private InputException NotText(JobFile file) => new(_malformed, "The file is not UTF-8 text.", file.Path, "comma-separated values in UTF-8");
}

using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Csv;

/// <summary>
/// A CSV file, row by row, with its place in errors. A first line that begins with <c>#</c> is a comment.
/// </summary>
internal sealed class CsvTable
{
    private readonly CsvText _csv;
    private readonly string _file;
    private readonly ErrorCode _malformed;
    private readonly List<string> _row = [];
    private readonly string[] _names;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <param name="content">The bytes.</param>
    /// <param name="file">Name that errors show.</param>
    /// <param name="malformed">Number of errors in its form.</param>
    /// <param name="dropsBadBytes">Bytes that are no UTF-8 are left out instead of refused.</param>
    public CsvTable(ReadOnlySpan<byte> content, string file, ErrorCode malformed, bool dropsBadBytes = false)
    {
        _file = file;
        _malformed = malformed;
        // Before decoding, which takes two bytes for each of the file.
        LineLimit.Check(content, file, malformed);
        var text = CheckedText.Decode(content, file, malformed, dropsBadBytes);
        _csv = new(text, file, malformed);
        _csv.SkipComment();
        _csv.Next(_row);
        // Spaces around names are typing; around values, too (see Text).
        _names = [.. _row.Select(n => n.Trim())];
        if (_names.Length == 0)
            throw CsvErrors.EmptyCsv(malformed, At());
        for (var i = 0; i < _names.Length; i++)
            if (!_columns.TryAdd(_names[i], i))
                throw CsvErrors.DuplicateColumn(malformed, _names[i], At());
    }

    public IReadOnlyList<string> Columns => _names;

    /// <summary>Position of a column, or null.</summary>
    public int? Find(string column) => _columns.TryGetValue(column, out var at) ? at : null;

    /// <summary>Position of a column that must be there.</summary>
    public int Column(string column) =>
        Find(column) ?? throw CsvErrors.NoColumn(_malformed, column, _names, At());

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Next()
    {
        if (!_csv.Next(_row))
            return false;
        // Strict: a comma too many would shift all values after it without a word.
        if (_row.Count != _names.Length)
            throw CsvErrors.OtherFieldCount(_malformed, _row.Count, _names.Length, At());
        return true;
    }

    /// <summary>A field of the current row, spaces around it left off.</summary>
    public string Text(int column) => _row[column].Trim();

    /// <summary>A field of the current row as a number that passes <paramref name="valid"/>.</summary>
    public double Number(int column, ErrorCode code, string expected, Func<double, bool> valid, string? id = null) =>
        NumberText.TryParse(_row[column], out var number) && valid(number)
            ? number
            : throw ValueErrors.Invalid(code, _names[column], _row[column], At(id), expected);

    /// <summary>Where the current row stands, with the id of what it describes.</summary>
    public string At(string? id = null) => id is null ? $"{_file}:{_csv.Line}" : $"{_file}:{_csv.Line} {id}";
}

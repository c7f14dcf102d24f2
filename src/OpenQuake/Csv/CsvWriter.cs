using System.Buffers;
using System.Globalization;
using System.Text;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Csv;

/// <summary>
/// Writes a CSV file as the engine lays it out: a <c>#</c> line of metadata, a header, rows. Numbers are written in the
/// shortest form that reads back to the same bits, in Python's spelling.
/// </summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula (it begins with <c>=</c>, <c>@</c>, a tab or a line feed, or with
/// + or - and is no number) gets an apostrophe in front. Numbers and all other texts are written as they are; GeoJSON
/// files and the database hold ids without the apostrophe.
/// </remarks>
internal sealed class CsvWriter : IAsyncDisposable
{
    private const int FlushAt = 1 << 16;
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private readonly FileStream _stream;
    // A row more than FlushAt fits without growing.
    private readonly StringBuilder _text = new(FlushAt + 4096);
    private bool _rowBegun;

    private CsvWriter(string path) => _stream = new FileStream(
        path, FileMode.Create, FileAccess.Write, FileShare.None, FlushAt, useAsync: true);

    /// <summary>Creates the file with its comment and header.</summary>
    public static CsvWriter Create(string path, string? comment, IEnumerable<string> columns)
    {
        var file = new CsvWriter(path);
        var names = columns.ToList();
        if (comment is not null)
            file.WriteComment(comment, names.Count);
        foreach (var name in names)
            file.Text(name);
        file._text.Append('\n');
        file._rowBegun = false;
        return file;
    }

    public CsvWriter Text(string value)
    {
        Separate();
        // Ids come from strangers; whoever opens the file in a spreadsheet would run them.
        if (LooksLikeFormula(value))
            value = "'" + value;
        if (value.AsSpan().ContainsAny(NeedQuotes))
            _text.Append('"').Append(value.Replace("\"", "\"\"")).Append('"');
        else
            _text.Append(value);
        return this;
    }

    public CsvWriter Number(float value)
    {
        Separate();
        _text.Append(PythonNumber.Format(value));
        return this;
    }

    public CsvWriter Number(double value)
    {
        Separate();
        _text.Append(PythonNumber.Format(value));
        return this;
    }

    public CsvWriter Whole(long value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public async ValueTask EndRowAsync(CancellationToken cancel)
    {
        _text.Append('\n');
        _rowBegun = false;
        if (_text.Length >= FlushAt)
            await FlushAsync(cancel).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The engine's first line: <c>#,,"text"</c> with as many fields as the header.</summary>
    private void WriteComment(string comment, int columns)
    {
        // As many fields as the header, so that spreadsheets see one table.
        _text.Append('#').Append(',', columns - 1);
        _text.Append('"').Append(comment.Replace("\"", "\"\"")).Append("\"\n");
    }

    private static bool LooksLikeFormula(string value) => value.Length > 0 && value[0] switch
    {
        '=' or '@' or '\t' or '\r' or '\n' => true,
        // Signs alone, and numbers, are harmless and must stay as they are.
        '+' or '-' => value.Length > 1 && !IsNumber(value),
        _ => false,
    };

    private static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private void Separate()
    {
        if (_rowBegun)
            _text.Append(',');
        _rowBegun = true;
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        foreach (var chunk in _text.GetChunks())
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(chunk.ToArray()), cancel).ConfigureAwait(false);
        _text.Clear();
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Writes a CSV file as the engine lays it out: a <c>#</c> line of metadata, a header, rows. Numbers are written in the shortest form that
/// reads back to the same bits, in Python's spelling.
/// </summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula (it begins with <c>=</c>, <c>@</c>, a tab or a line feed, or with + or - and is no
/// number) gets an apostrophe in front. Numbers are never touched, nor is any other text; ids that begin so are rare enough, and stay as
/// they are in the GeoJSON files and in the database.
/// </remarks>
internal sealed class CsvFile : IAsyncDisposable
{
    private const int FlushAt = 1 << 16;
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private readonly FileStream _stream;
    private readonly StringBuilder _text = new(FlushAt + 4096);
    private bool _rowBegun;

    private CsvFile(string path) => _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, FlushAt, useAsync: true);

    /// <summary>Creates the file with its comment and header.</summary>
    public static CsvFile Create(string path, string? comment, IEnumerable<string> columns)
    {
        var file = new CsvFile(path);
        var names = columns.ToList();
        if (comment is not null)
            file._text.Append('#').Append(',', names.Count - 1).Append('"').Append(comment.Replace("\"", "\"\"")).Append("\"\n");
        foreach (var name in names)
            file.Text(name);
        file._text.Append('\n');
        file._rowBegun = false;
        return file;
    }

    public CsvFile Text(string value)
    {
        Separate();
        if (LooksLikeFormula(value))
            value = "'" + value;
        if (value.AsSpan().ContainsAny(NeedQuotes))
            _text.Append('"').Append(value.Replace("\"", "\"\"")).Append('"');
        else
            _text.Append(value);
        return this;
    }

    public CsvFile Number(float value)
    {
        Separate();
        _text.Append(PythonNumber.Text(value));
        return this;
    }

    public CsvFile Number(double value)
    {
        Separate();
        _text.Append(PythonNumber.Text(value));
        return this;
    }

    public CsvFile Whole(long value)
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

    private static bool LooksLikeFormula(string value) => value.Length > 0 && value[0] switch
    {
        '=' or '@' or '\t' or '\r' or '\n' => true,
        '+' or '-' => value.Length > 1 && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

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

using System.Text;
using Workers.OpenQuake.Csv;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>Streams the rows of a large numeric CSV file as UTF-8 bytes; the comment line and the header are text.</summary>
internal sealed class Utf8Csv : IDisposable
{
    private const int MaxRow = 1 << 22;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 18];
    private int _start, _end;
    private (int Start, int Length) _row;

    public Utf8Csv(string path, string name)
    {
        Name = name;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (!NextRow())
            throw Malformed("The file is empty.", "a header line");
        if (Row.StartsWith("\uFEFF"u8))
            _row = (_row.Start + 3, _row.Length - 3);
        Comment = Row.StartsWith((byte)'#') ? Encoding.UTF8.GetString(Row) : null;
        if (Comment is not null && !NextRow())
            throw Malformed("The file has no header.", "a header line");
        var fields = new List<string>();
        new CsvText(Encoding.UTF8.GetString(Row), name).Next(fields);
        Header = [.. fields.Select(f => f.Trim())];
        if (Header.Distinct().Count() < Header.Length)
            throw Malformed("Two columns have the same name.", "each column once");
    }

    /// <summary>Name that messages show.</summary>
    public string Name { get; }

    /// <summary>The <c>#</c> line above the header, if there is one.</summary>
    public string? Comment { get; }

    public string[] Header { get; }

    /// <summary>Line of the current row.</summary>
    public int Line { get; private set; }

    /// <summary>The current row without its line feed.</summary>
    public ReadOnlySpan<byte> Row => _buffer.AsSpan(_row.Start, _row.Length);

    /// <summary>Goes to the next line that is not blank.</summary>
    public bool NextRow()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length < 0)
            {
                if (Fill())
                    continue;
                if (_start == _end)
                    return false;
                length = _end - _start;
            }
            Line++;
            _row = (_start, length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length);
            _start = Math.Min(_start + length + 1, _end);
            if (_row.Length > 0)
                return true;
        }
    }

    public InputException Malformed(string what, string expected) => new(ErrorCode.HazardFileMalformed, what, At, expected);

    /// <summary>Where the current row stands.</summary>
    public string At => $"{Name}:{Line}";

    public void Dispose() => _stream.Dispose();

    /// <summary>Reads on behind what is not used yet; false at the end of the file.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > MaxRow)
            throw Malformed("The line is longer than 4 MB.", "shorter lines");
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

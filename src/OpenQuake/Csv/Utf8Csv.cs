using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Csv;

/// <summary>
/// Streams the rows of a large numeric CSV file as UTF-8 bytes; the comment line and the header are text.
/// </summary>
internal sealed class Utf8Csv : IDisposable
{
    private const int FirstBuffer = 1 << 18;
    private readonly ErrorCode _malformed;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private int _rowStart;
    private int _rowLength;

    /// <param name="path">Where the file is.</param>
    /// <param name="name">Name that errors show.</param>
    /// <param name="malformed">Number of errors in its form.</param>
    public Utf8Csv(string path, string name, ErrorCode malformed)
    {
        Name = name;
        _malformed = malformed;
        // The buffer of this class is the only one.
        _stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (!NextRow())
            throw CsvErrors.EmptyCsv(malformed, At);
        // Spreadsheets write one; it would become part of the first name.
        SkipByteOrderMark();
        if (Row.StartsWith((byte)'#'))
        {
            Comment = CheckedText.DecodeLine(Row, At, malformed);
            if (!NextRow())
                throw CsvErrors.NoHeader(malformed, At);
        }
        Header = ReadHeader();
    }

    /// <summary>Name that errors show.</summary>
    public string Name { get; }

    /// <summary>The <c>#</c> line above the header, if there is one.</summary>
    public string? Comment { get; }

    public string[] Header { get; }

    /// <summary>Rows that the file can have at most: a digit and a comma for each column.</summary>
    public long MaxRows => _stream.Length / (2 * Header.Length);

    /// <summary>Line of the current row.</summary>
    public int Line { get; private set; }

    /// <summary>The current row without its line feed.</summary>
    public ReadOnlySpan<byte> Row => _buffer.AsSpan(_rowStart, _rowLength);

    /// <summary>Where the current row stands.</summary>
    public string At => $"{Name}:{Line}";

    /// <summary>Goes to the next line that is not blank; false at the end.</summary>
    public bool NextRow()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
            // What follows a carriage return must be known: both together end one line.
            var isOpen = length < 0 || (_buffer[_start + length] == '\r' && _start + length + 1 == _end);
            if (isOpen && Fill())
                continue;
            if (length < 0)
            {
                if (_start == _end)
                    return false;
                length = _end - _start;
            }
            Line++;
            _rowStart = _start;
            _rowLength = length;
            // Behind the last line there may be no line feed.
            _start = Math.Min(_start + length + EndLength(_start + length), _end);
            if (_rowLength > 0)
                return true;
        }
    }

    /// <summary>Refuses a row with more or fewer fields than the header.</summary>
    /// <param name="column">Column of the field that was just taken.</param>
    /// <param name="isLast">True if nothing follows it in the row.</param>
    public void CheckLast(int column, bool isLast)
    {
        if (isLast != (column == Header.Length - 1))
            throw OtherFieldCount();
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Bytes of the line's end.</summary>
    private int EndLength(int at) =>
        at + 1 < _end && _buffer[at] == '\r' && _buffer[at + 1] == '\n' ? 2 : 1;

    // Apart, so that the check itself is small enough to be inlined: it runs for each field.
    private InputException OtherFieldCount() =>
        CsvErrors.OtherFieldCount(_malformed, Row.Count((byte)',') + 1, Header.Length, At);

    private void SkipByteOrderMark()
    {
        var mark = "\uFEFF"u8;
        if (!Row.StartsWith(mark))
            return;
        _rowStart += mark.Length;
        _rowLength -= mark.Length;
    }

    private string[] ReadHeader()
    {
        var fields = new List<string>();
        new CsvText(CheckedText.DecodeLine(Row, At, _malformed), Name, _malformed).Next(fields);
        string[] header = [.. fields.Select(f => f.Trim())];
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in header)
            if (!known.Add(column))
                throw CsvErrors.DuplicateColumn(_malformed, column, At);
        return header;
    }

    /// <summary>Reads on behind what is not used yet; false at the end of the file.</summary>
    private bool Fill()
    {
        var unused = _end - _start;
        // The begun row moves to the front: rows are always whole in the buffer.
        _buffer.AsSpan(_start, unused).CopyTo(_buffer);
        _start = 0;
        _end = unused;
        // Checked here, where the buffer would grow: never more than a line too much is in memory.
        if (_end > LineLimit.MaxBytes)
            throw CsvErrors.LineTooLong(_malformed, LineLimit.MaxBytes, At);
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

using System.Buffers;
using System.Text;
using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Csv;

/// <summary>
/// Splits CSV text (RFC 4180; line feeds of any system, blank lines skipped) and knows the line of each record. The
/// text is read as it is needed: a record is in memory, and no more than a piece beside it.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="file">Name that errors show.</param>
/// <param name="malformed">Number of errors in its form.</param>
internal sealed class CsvText(TextReader text, string file, ErrorCode malformed = ErrorCode.CsvMalformed) : IDisposable
{
    private const int FirstBuffer = 1 << 16;
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r");
    private static readonly SearchValues<char> FieldEnds = SearchValues.Create(",\n\r");

    private readonly StringBuilder _quoted = new();
    private char[] _buffer = new char[FirstBuffer];
    private int _at;
    private int _end;
    private int _nextLine = 1;

    /// <summary>Line that the current record begins in.</summary>
    public int Line { get; private set; } = 1;

    private string Where => $"{file}:{Line}";

    public void Dispose() => text.Dispose();

    /// <summary>
    /// Skips byte order marks, and a first line that begins with <c>#</c>: the engine puts text there that is not
    /// always CSV.
    /// </summary>
    public void SkipComment()
    {
        while (Peek() == '\uFEFF')
            _at++;
        if (Peek() != '#')
            return;
        CheckNull(TakeUntil(LineEnds));
        EndLine();
    }

    /// <summary>Reads the fields of the next record; false at the end.</summary>
    public bool Next(List<string> fields)
    {
        fields.Clear();
        // The engine's readers pass blank lines over.
        while (Peek() is '\n' or '\r')
            EndLine();
        if (Peek() < 0)
            return false;
        Line = _nextLine;
        do
            fields.Add(CheckNull(Peek() == '"' ? Quoted() : TakeUntil(FieldEnds)));
        while (TakeComma());
        EndLine();
        return true;
    }

    private bool TakeComma()
    {
        if (Peek() != ',')
            return false;
        _at++;
        return true;
    }

    private string Quoted()
    {
        _quoted.Clear();
        for (_at++; Peek() is var next and >= 0; _at++)
        {
            // A quoted field may span lines; errors after it must still name the right one.
            if (next == '\n')
                _nextLine++;
            if (next != '"')
                _quoted.Append((char)next);
            else if (IsNext(1, '"'))
                _quoted.Append(_buffer[_at++]);
            else
                return EndQuoted();
            // A file with an open quote has no field that ends.
            if (_quoted.Length > LineLimit.MaxBytes)
                throw CsvErrors.LineTooLong(malformed, LineLimit.MaxBytes, Where);
        }
        // A lenient reader would take the rest of the file for one field.
        throw CsvErrors.OpenQuote(malformed, Where);
    }

    private string EndQuoted()
    {
        _at++;
        if (Peek() is not (< 0 or ',' or '\n' or '\r'))
            throw CsvErrors.TextAfterQuote(malformed, Where);
        return _quoted.ToString();
    }

    private string TakeUntil(SearchValues<char> ends)
    {
        var length = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_at + length, _end - _at - length).IndexOfAny(ends);
            length = found < 0 ? _end - _at : length + found;
            if (found < 0 && Fill())
                continue;
            _at += length;
            return new string(_buffer, _at - length, length);
        }
    }

    /// <summary>Passes over the end of a line; at the end of the text there may be none.</summary>
    private void EndLine()
    {
        if (Peek() < 0)
            return;
        // Both together end one line.
        if (Peek() == '\r' && IsNext(1, '\n'))
            _at++;
        _at++;
        _nextLine++;
    }

    // PostgreSQL stores no text with it.
    private string CheckNull(string field) => field.Contains('\0')
        ? throw CsvErrors.NullCharacter(malformed, $"{file}:{_nextLine}")
        : field;

    /// <summary>The next character; −1 at the end.</summary>
    private int Peek() => _at < _end || Fill() ? _buffer[_at] : -1;

    private bool IsNext(int ahead, char character) =>
        (_at + ahead < _end || Fill()) && _at + ahead < _end && _buffer[_at + ahead] == character;

    /// <summary>Reads on behind what is not used yet; false at the end of the text.</summary>
    private bool Fill()
    {
        var unused = _end - _at;
        _buffer.AsSpan(_at, unused).CopyTo(_buffer);
        _at = 0;
        _end = unused;
        // How long a line may be is seen where its bytes are read.
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = text.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}

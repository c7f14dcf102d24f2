using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Csv;

/// <summary>
/// Splits CSV text (RFC 4180; line feeds of any system, blank lines skipped) and knows the line of each record.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="file">Name that errors show.</param>
/// <param name="malformed">Number of errors in its form.</param>
internal sealed class CsvText(string text, string file, ErrorCode malformed = ErrorCode.CsvMalformed)
{
    private readonly StringBuilder _quoted = new();
    private int _at;
    private int _nextLine = 1;

    /// <summary>Line that the current record begins in.</summary>
    public int Line { get; private set; } = 1;

    private string Where => $"{file}:{Line}";

    /// <summary>
    /// Skips a first line that begins with <c>#</c>: the engine puts text there that is not always CSV.
    /// </summary>
    public void SkipComment()
    {
        if (!text.StartsWith('#'))
            return;
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        _at = end < 0 ? text.Length : end;
        if (_at < text.Length)
            EndLine();
    }

    /// <summary>Reads the fields of the next record; false at the end.</summary>
    public bool Next(List<string> fields)
    {
        fields.Clear();
        // The engine's readers pass blank lines over.
        while (_at < text.Length && text[_at] is '\n' or '\r')
            EndLine();
        if (_at >= text.Length)
            return false;
        Line = _nextLine;
        do
            fields.Add(text.AsSpan(_at).StartsWith('"') ? Quoted() : Plain());
        while (TakeComma());
        if (_at < text.Length)
            EndLine();
        return true;
    }

    private bool TakeComma()
    {
        if (_at >= text.Length || text[_at] != ',')
            return false;
        _at++;
        return true;
    }

    private string Plain()
    {
        var length = text.AsSpan(_at).IndexOfAny(',', '\n', '\r');
        var field = text.Substring(_at, length < 0 ? text.Length - _at : length);
        _at += field.Length;
        return field;
    }

    private string Quoted()
    {
        _quoted.Clear();
        for (_at++; _at < text.Length; _at++)
        {
            // A quoted field may span lines; errors after it must still name the right one.
            if (text[_at] == '\n')
                _nextLine++;
            if (text[_at] != '"')
                _quoted.Append(text[_at]);
            else if (_at + 1 < text.Length && text[_at + 1] == '"')
                _quoted.Append(text[_at++]);
            else
                return EndQuoted();
        }
        // A lenient reader would take the rest of the file for one field.
        throw CsvErrors.OpenQuote(malformed, Where);
    }

    private string EndQuoted()
    {
        _at++;
        if (_at < text.Length && text[_at] is not (',' or '\n' or '\r'))
            throw CsvErrors.TextAfterQuote(malformed, Where);
        return _quoted.ToString();
    }

    private void EndLine()
    {
        // Both together end one line.
        if (text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            _at++;
        _at++;
        _nextLine++;
    }
}

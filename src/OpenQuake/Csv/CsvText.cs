using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Csv;

/// <summary>Splits CSV text (RFC 4180; line feeds of any system, blank lines skipped) and knows the line of each record.</summary>
internal sealed class CsvText(string text, string file, ErrorCode malformed = ErrorCode.CsvMalformed)
{
    private readonly StringBuilder _quoted = new();
    private int _at;
    private int _nextLine = 1;

    /// <summary>Line that the current record begins in.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Skips a first line that begins with <c>#</c>: the engine puts text there that is not always CSV.</summary>
    public void SkipComment()
    {
        if (!text.StartsWith('#'))
            return;
        _at = text.AsSpan().IndexOfAny('\n', '\r') is var end and >= 0 ? end : text.Length;
        if (_at < text.Length)
            EndLine();
    }

    public bool Next(List<string> fields)
    {
        fields.Clear();
        while (_at < text.Length && text[_at] is '\n' or '\r')
            EndLine();
        if (_at >= text.Length)
            return false;
        Line = _nextLine;
        do
            fields.Add(text.AsSpan(_at).StartsWith('"') ? Quoted() : Plain());
        while (_at < text.Length && text[_at] == ',' && ++_at >= 0);
        if (_at < text.Length)
            EndLine();
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
            if (text[_at] == '\n')
                _nextLine++;
            if (text[_at] != '"')
                _quoted.Append(text[_at]);
            else if (_at + 1 < text.Length && text[_at + 1] == '"')
                _quoted.Append(text[_at++]);
            else if (++_at == text.Length || text[_at] is ',' or '\n' or '\r')
                return _quoted.ToString();
            else
                throw Malformed("Text follows a closing quote.");
        }
        throw Malformed("A quote is not closed.");
    }

    private void EndLine()
    {
        if (text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            _at++;
        _at++;
        _nextLine++;
    }

    private InputException Malformed(string what) => new(malformed, what, $"{file}:{Line}", "comma-separated values, quotes doubled inside of quotes");
}

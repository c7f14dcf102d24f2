using System.Text;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Ini;

/// <summary>
/// Values of job.ini that are Python literals or JSON: dictionaries, lists, tuples, strings, numbers, True, False,
/// None. They become ordered key-value lists, lists, strings, doubles, booleans and null.
/// </summary>
internal ref struct PythonLiteral
{
    // Recursion: brackets without end would exhaust the stack, which no handler survives.
    private const int MaxDepth = 16;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private PythonLiteral(ReadOnlySpan<char> text) => _text = text;

    /// <exception cref="FormatException">The text is no literal; the message says where.</exception>
    public static object? Parse(string text)
    {
        var parser = new PythonLiteral(text);
        var value = parser.Value(0);
        parser.SkipSpace();
        return parser._at == text.Length ? value : throw parser.Wrong("nothing more");
    }

    private object? Value(int depth)
    {
        if (depth > MaxDepth)
            throw Wrong($"at most {MaxDepth} brackets inside one another");
        SkipSpace();
        return Peek() switch
        {
            '{' => Dictionary(depth),
            '[' => Items('[', ']', depth),
            '(' => Items('(', ')', depth),
            '\'' or '"' => Text(),
            _ => Word(),
        };
    }

    private List<KeyValuePair<string, object?>> Dictionary(int depth)
    {
        var pairs = new List<KeyValuePair<string, object?>>();
        _at++;
        while (!Ends('}'))
        {
            if (Value(depth + 1) is not string key)
                throw Wrong("a name in quotes");
            SkipSpace();
            if (Peek() != ':')
                throw Wrong("':'");
            _at++;
            // Python takes the last of equal keys without a word.
            if (pairs.Any(p => p.Key == key))
                throw Wrong($"'{key}' once");
            pairs.Add(new(key, Value(depth + 1)));
            Separator('}');
        }
        return pairs;
    }

    private List<object?> Items(char open, char close, int depth)
    {
        var items = new List<object?>();
        _at++;
        while (!Ends(close))
        {
            items.Add(Value(depth + 1));
            Separator(close);
        }
        return items;
    }

    private string Text()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (Peek() != quote)
        {
            var c = Peek();
            // The end of the text, or of a line, which Python does not allow in quotes.
            if (c is '\0' or '\n')
                throw Wrong($"a closing {quote}");
            _at++;
            text.Append(c == '\\' ? Escaped() : c);
        }
        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        // Other escapes are not needed for names, and would need Python's whole list.
        if (Peek() is not ('\\' or '\'' or '"'))
            throw Wrong("no escapes but \\\\, \\' and \\\"");
        return _text[_at++];
    }

    private object? Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '+' or '_'))
            _at++;
        var word = _text[start.._at];
        // Python's spelling and JSON's: job files have both.
        if (word is "True" or "true")
            return true;
        if (word is "False" or "false")
            return false;
        if (word is "None" or "null")
            return null;
        if (NumberText.TryParse(word, out var number))
            return number;
        _at = start;
        throw Wrong("a value");
    }

    private bool Ends(char close)
    {
        SkipSpace();
        if (Peek() != close)
            return false;
        _at++;
        return true;
    }

    private void Separator(char close)
    {
        SkipSpace();
        if (Peek() == ',')
            _at++;
        else if (Peek() != close)
            throw Wrong($"',' or '{close}'");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    // Uploads with a null character are refused before: here it can stand for the end.
    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private readonly FormatException Wrong(string expected) => new($"{expected} at character {_at + 1}");
}

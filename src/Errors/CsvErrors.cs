namespace Workers.Errors;

/// <summary>
/// Sentences of the errors of text and CSV (3003). They take the number, since files of hazard have their own (2002).
/// </summary>
public static class CsvErrors
{
    private const string WellFormedCsv = "comma-separated values, quotes doubled inside of quotes";

    /// <summary>W3003 or W2002.</summary>
    public static InputException EmptyCsv(ErrorCode code, string where) => new(
        code,
        "The file is empty.",
        where,
        "a header line");

    /// <summary>W3003 or W2002.</summary>
    public static InputException NoHeader(ErrorCode code, string where) => new(
        code,
        "The file has no header.",
        where,
        "a header line");

    /// <summary>W3003, W2002 or W4001.</summary>
    /// <param name="code">The number.</param>
    /// <param name="value">The byte.</param>
    /// <param name="position">Its position in the line, from 1.</param>
    /// <param name="where">File and line.</param>
    /// <param name="expected">What would be right.</param>
    public static InputException NotUtf8(
        ErrorCode code,
        byte value,
        int position,
        string where,
        string expected = "text in UTF-8") => new(
        code,
        $"The file is not UTF-8 text: byte {position} of the line is 0x{value:X2}.",
        where,
        expected);

    /// <summary>W3003, W2002 or W4001.</summary>
    public static InputException NullCharacter(ErrorCode code, string where) => new(
        code,
        "The text has a character NUL in it.",
        where,
        "text without it");

    /// <summary>W3003 or W3013.</summary>
    public static InputException UnknownColumn(
        ErrorCode code,
        string name,
        IEnumerable<string> known,
        string where) => new(
        code,
        $"The column {Shown.Shorten(name)} is not understood.",
        where,
        $"columns among {string.Join(", ", known)}");

    /// <summary>W3003 or W2002.</summary>
    public static InputException DuplicateColumn(ErrorCode code, string name, string where) => new(
        code,
        $"The column {Shown.Shorten(name)} is there twice.",
        where,
        "each column once");

    /// <summary>W3003 or W2002.</summary>
    public static InputException NoColumn(
        ErrorCode code,
        string name,
        IEnumerable<string> columns,
        string where) => new(
        code,
        $"There is no column {name}.",
        where,
        $"a column {name}; there are {Shown.Shorten(string.Join(", ", columns))}");

    /// <summary>W3003 or W2002.</summary>
    public static InputException OtherFieldCount(ErrorCode code, int found, int expected, string where) => new(
        code,
        $"The line has {found} fields.",
        where,
        $"{expected} fields, as in the header");

    /// <summary>W3003 or W2002.</summary>
    public static InputException LineTooLong(ErrorCode code, int mostBytes, string where) => new(
        code,
        $"The line is longer than {mostBytes >> 20} MB.",
        where,
        "shorter lines");

    /// <summary>W3003 or W2002.</summary>
    public static InputException TextAfterQuote(ErrorCode code, string where) => new(
        code,
        "Text follows a closing quote.",
        where,
        WellFormedCsv);

    /// <summary>W3003 or W2002.</summary>
    public static InputException OpenQuote(ErrorCode code, string where) => new(
        code,
        "A quote is not closed.",
        where,
        WellFormedCsv);
}

using Workers.Errors;

namespace Workers.OpenQuake.Text;

/// <summary>Text of uploads: what no database can hold, and what is no text, is refused with its place.</summary>
internal static class CheckedText
{
    private const string Droppable =
        "text in UTF-8 (ignore_encoding_errors = true in job.ini leaves such bytes of an exposure out)";

    /// <summary>The text without its byte order mark.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="file">Name that errors show.</param>
    /// <param name="malformed">Number of errors in its form.</param>
    public static string Decode(ReadOnlySpan<byte> content, string file, ErrorCode malformed)
    {
        if (Utf8Text.TryDecode(content) is not { } text)
            throw NotUtf8(Utf8Text.FindBadByte(content), file, malformed);
        // PostgreSQL stores no text with it.
        var nul = text.IndexOf('\0');
        return nul < 0 ? text : throw CsvErrors.NullCharacter(malformed, $"{file}:{LineAt(text, nul)}");
    }

    /// <summary>The error of a file that is no text, which is read again for the place.</summary>
    public static InputException NotUtf8(Func<Stream> open, string file, ErrorCode malformed)
    {
        using var content = open();
        var bad = Utf8Text.FindBadByte(content) ?? new BadByte(0, 1, 1);
        return NotUtf8(bad, file, malformed);
    }

    /// <summary>The text of one line of a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="where">File and line.</param>
    /// <param name="malformed">Number of errors in its form.</param>
    public static string DecodeLine(ReadOnlySpan<byte> content, string where, ErrorCode malformed)
    {
        if (Utf8Text.TryDecode(content) is not { } text)
        {
            var bad = Utf8Text.FindBadByte(content);
            throw CsvErrors.NotUtf8(malformed, bad.Value, bad.Position, where);
        }
        return text.Contains('\0') ? throw CsvErrors.NullCharacter(malformed, where) : text;
    }

    private static InputException NotUtf8(BadByte bad, string file, ErrorCode malformed)
    {
        var where = $"{file}:{bad.Line}";
        return malformed == ErrorCode.CsvMalformed
            ? CsvErrors.NotUtf8(malformed, bad.Value, bad.Position, where, Droppable)
            : CsvErrors.NotUtf8(malformed, bad.Value, bad.Position, where);
    }

    private static int LineAt(string text, int at)
    {
        var line = 1;
        for (var i = 0; i < at; i++)
            // Carriage returns alone end lines too; with a line feed they end one together.
            if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
                line++;
        return line;
    }
}

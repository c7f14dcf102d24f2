using System.Globalization;
using System.Text;

namespace Workers.Errors;

/// <summary>How values from outside appear in the sentences of errors.</summary>
public static class Shown
{
    private const int MaxLength = 60;
    private const int MaxNames = 12;

    /// <summary>
    /// Text that cannot move a terminal's cursor, change its colours or turn its letters round: control characters,
    /// line ends, marks of direction and halves of surrogate pairs appear as <c>\x1b</c>, <c>\u202e</c>.
    /// </summary>
    public static string Printable(string text)
    {
        var shown = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            if (isRune && IsPrintable(rune)) shown.Append(rune.ToString());
            else shown.Append(EscapeOf(isRune ? rune.Value : text[i]));
            i += isRune ? rune.Utf16SequenceLength : 1;
        }
        return shown.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse);

    private static string EscapeOf(int character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= 0xff => $"\\x{character:x2}",
        _ => $"\\u{character:x4}",
    };

    /// <summary>The first 60 characters, with an ellipsis where there were more.</summary>
    public static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    /// <summary>A choice, for the expected part: <c>one of a, b, …</c> with at most 12 names.</summary>
    /// <param name="names">What there is to choose from.</param>
    /// <param name="none">What to say if there is nothing.</param>
    public static string Among(IEnumerable<string> names, string none = "at least one")
    {
        var shown = names.Take(MaxNames + 1).ToList();
        if (shown.Count == 0)
            return none;
        var list = string.Join(", ", shown.Take(MaxNames));
        return shown.Count > MaxNames ? $"one of {list}, …" : $"one of {list}";
    }
}

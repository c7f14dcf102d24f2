using System.Globalization;
using System.Text;

namespace Workers.Cli.Printing;

/// <summary>
/// Text of strangers (descriptions, ids, names) as a terminal may show it: what would move its cursor, change its
/// colours or turn the direction of reading is shown as U+FFFD.
/// </summary>
public static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with line feeds and without any other character that controls.</summary>
    public static string Text(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Controls(rune)) shown.Append(Replacement);
            else shown.Append(rune);
        }
        return shown.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Text(text).Replace('\n', Replacement);

    private static bool Controls(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value != '\n',
        // Directions of reading, and characters of no width; two of these join letters of some scripts.
        UnicodeCategory.Format => rune.Value is not ('\u200C' or '\u200D'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => false,
    };
}

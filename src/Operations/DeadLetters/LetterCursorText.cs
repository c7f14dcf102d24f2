using System.Globalization;
using Workers.Errors;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>A place in a list as text that is passed on as it is.</summary>
internal static class LetterCursorText
{
    public static string Write(LetterSummary last) =>
        $"{last.TakenAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}.{last.Id:N}";

    /// <exception cref="InputException">RequestInvalid: it is none of ours.</exception>
    public static LetterCursor? Read(string? text)
    {
        if (text is null) return null;
        return text.Split('.') is [var time, var letter]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(letter, "N", out var id)
            ? new LetterCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : throw LetterErrors.NotAPage(text);
    }
}

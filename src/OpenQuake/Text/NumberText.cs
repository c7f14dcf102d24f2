using System.Globalization;

namespace Workers.OpenQuake.Text;

/// <summary>Numbers in files of text.</summary>
internal static class NumberText
{
    /// <summary>A finite number with a decimal point; false for anything else, NaN and infinity included.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        // The invariant culture: a decimal comma would read 1,5 as 15 in another.
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

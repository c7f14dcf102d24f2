using System.Globalization;

namespace Workers.OpenQuake.Text;

/// <summary>Numbers in files of text.</summary>
internal static class NumberText
{
    /// <summary>A finite number with a decimal point; false for anything else, NaN and infinity included.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

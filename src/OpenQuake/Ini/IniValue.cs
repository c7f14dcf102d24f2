using System.Globalization;
using Workers.Errors;

namespace Workers.OpenQuake.Ini;

/// <summary>Reads the text of a parameter as the type it should have.</summary>
internal static class IniValue
{
    public static InputException Invalid(this IniEntry entry, string expected) =>
        new(ErrorCode.ParameterInvalid, $"{entry.Key} = {IniFile.Shorten(entry.Value)} is not valid.", entry.Place, expected);

    public static bool Boolean(this IniEntry entry) => entry.Value.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" or "" => false,
        _ => throw entry.Invalid("true or false"),
    };

    public static double Number(this IniEntry entry, double above = double.NegativeInfinity, double least = double.NegativeInfinity) =>
        TryNumber(entry.Value, out var number) && number > above && number >= least ? number
        : throw entry.Invalid(above > double.NegativeInfinity ? $"a number greater than {above}"
            : least > double.NegativeInfinity ? $"a number not less than {least}" : "a number");

    public static long Integer(this IniEntry entry, long least, long most) =>
        long.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw entry.Invalid($"a whole number from {least} to {most}");

    /// <summary>Numbers with spaces, commas or both between them, in brackets or not.</summary>
    public static IReadOnlyList<double> Numbers(this IniEntry entry, string expected, Func<double, bool> valid)
    {
        var text = entry.Value.Trim();
        if (text.StartsWith('[') && text.EndsWith(']'))
            text = text[1..^1];
        return [.. Words(text).Select(w => TryNumber(w, out var number) && valid(number) ? number : throw entry.Invalid(expected))];
    }

    public static IReadOnlyList<double> Probabilities(this IniEntry entry) =>
        entry.Numbers("numbers between 0 and 1", p => p is >= 0 and <= 1);

    public static string OneOf(this IniEntry entry, params ReadOnlySpan<string> choices) =>
        choices.Contains(entry.Value) ? entry.Value : throw entry.Invalid("one of " + string.Join(", ", choices));

    /// <summary>A dictionary, or a bare value that stands under <paramref name="bareKey"/>.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Dictionary(this IniEntry entry, string bareKey)
    {
        if (!entry.Value.StartsWith('{'))
            return entry.Value.Length == 0 ? [] : [new(bareKey, TryNumber(entry.Value, out var number) ? number : entry.Value)];
        try
        {
            return (List<KeyValuePair<string, object?>>)PythonLiteral.Parse(entry.Value)!;
        }
        catch (FormatException e)
        {
            throw entry.Invalid("a dictionary such as {'structural': …}; there should be " + e.Message);
        }
    }

    public static IReadOnlyList<KeyValuePair<string, double>> NumberByName(this IniEntry entry, string bareKey, string expected) =>
        [.. entry.Dictionary(bareKey).Select(p => p.Value is double d && d >= 0 ? new KeyValuePair<string, double>(p.Key, d) : throw entry.Invalid(expected))];

    public static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    public static string[] Words(string text) =>
        text.Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}

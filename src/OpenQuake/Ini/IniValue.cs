using System.Globalization;
using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Ini;

/// <summary>Reads the text of a parameter as the type it should have.</summary>
internal static class IniValue
{
    public static InputException Invalid(this IniEntry entry, string expected) =>
        ValueErrors.Invalid(ErrorCode.ParameterInvalid, entry.Key, entry.Value, entry.Place, expected);

    public static bool Boolean(this IniEntry entry) => entry.Value.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        // An empty value is false to the engine.
        "false" or "0" or "" => false,
        _ => throw entry.Invalid("true or false"),
    };

    public static double Number(this IniEntry entry) =>
        NumberText.TryParse(entry.Value, out var number) ? number : throw entry.Invalid("a number");

    public static double NumberAbove(this IniEntry entry, double bound) =>
        NumberText.TryParse(entry.Value, out var number) && number > bound
            ? number
            : throw entry.Invalid($"a number greater than {bound}");

    public static long Integer(this IniEntry entry, long least, long most)
    {
        var isInteger = long.TryParse(
            entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isInteger && number >= least && number <= most
            ? number
            : throw entry.Invalid($"a whole number from {least} to {most}");
    }

    /// <summary>Numbers with spaces, commas or both between them, in brackets or not.</summary>
    public static IReadOnlyList<double> Numbers(this IniEntry entry, string expected, Func<double, bool> valid)
    {
        var text = entry.Value.Trim();
        if (text.StartsWith('[') && text.EndsWith(']'))
            text = text[1..^1];
        var numbers = new List<double>();
        foreach (var word in TextList.Split(text))
        {
            if (!NumberText.TryParse(word, out var number) || !valid(number))
                throw entry.Invalid(expected);
            numbers.Add(number);
        }
        return numbers;
    }

    public static IReadOnlyList<double> Probabilities(this IniEntry entry) =>
        entry.Numbers("numbers between 0 and 1", p => p is >= 0 and <= 1);

    public static string OneOf(this IniEntry entry, params ReadOnlySpan<string> choices) =>
        choices.Contains(entry.Value) ? entry.Value : throw entry.Invalid("one of " + string.Join(", ", choices));

    /// <summary>A dictionary, or a bare value that stands under <paramref name="bareKey"/>.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Dictionary(this IniEntry entry, string bareKey)
    {
        if (entry.Value.Length == 0)
            return [];
        if (!entry.Value.StartsWith('{'))
            // minimum_asset_loss = 10 and = {'default': 10} mean the same.
            return [new(bareKey, NumberText.TryParse(entry.Value, out var number) ? number : entry.Value)];
        try
        {
            return (List<KeyValuePair<string, object?>>)PythonLiteral.Parse(entry.Value)!;
        }
        catch (FormatException e)
        {
            throw entry.Invalid("a dictionary such as {'structural': …}; there should be " + e.Message);
        }
    }

    /// <summary>Numbers that are not negative, by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> NumberByName(
        this IniEntry entry,
        string bareKey,
        string expected)
    {
        var numbers = new List<KeyValuePair<string, double>>();
        foreach (var (name, value) in entry.Dictionary(bareKey))
        {
            if (value is not double number || number < 0)
                throw entry.Invalid(expected);
            numbers.Add(new(name, number));
        }
        return numbers;
    }
}

using System.Globalization;

namespace Workers.OpenQuake.Text;

/// <summary>Numbers as Python's <c>repr</c> and numpy write them.</summary>
internal static class PythonNumber
{
    /// <summary>Shortest text that reads back to the same float; <c>nan</c>, <c>inf</c>.</summary>
    public static string Format(float value) =>
        float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : NotFinite(value);

    /// <summary>Shortest text that reads back to the same double; <c>nan</c>, <c>inf</c>.</summary>
    public static string Format(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : NotFinite(value);

    /// <summary>
    /// As in names of files and columns and in metadata: <c>0.1</c>, <c>50.0</c>, <c>1e-05</c>; <c>None</c> for null.
    /// </summary>
    public static string Repr(double? value)
    {
        if (value is not { } number)
            return "None";
        var text = Format(number);
        var exponent = text.IndexOf('E');
        if (exponent >= 0)
            // .NET writes 1E-05, Python 1e-05 with two digits at least.
            return text[..exponent] + 'e' + text[exponent + 1] + text[(exponent + 2)..].PadLeft(2, '0');
        return double.IsFinite(number) && !text.Contains('.') ? text + ".0" : text;
    }

    private static string NotFinite(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        return value > 0 ? "inf" : "-inf";
    }
}

using System.Globalization;

namespace Workers.OpenQuake.Results;

/// <summary>Numbers as Python's <c>repr</c> and numpy write them.</summary>
internal static class PythonNumber
{
    /// <summary>Shortest text that reads back to the same float; <c>nan</c>, <c>inf</c>.</summary>
    public static string Text(float value) => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : NotFinite(value);

    /// <summary>Shortest text that reads back to the same double; <c>nan</c>, <c>inf</c>.</summary>
    public static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : NotFinite(value);

    /// <summary>As in file and column names and metadata: <c>0.1</c>, <c>50.0</c>, <c>1e-05</c>; <c>None</c> for null.</summary>
    public static string Repr(double? value)
    {
        if (value is not { } number)
            return "None";
        var text = Text(number);
        if (text.IndexOf('E') is var at and >= 0)
            return text[..at] + 'e' + text[at + 1] + text[(at + 2)..].PadLeft(2, '0');
        return double.IsFinite(number) && !text.Contains('.') ? text + ".0" : text;
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

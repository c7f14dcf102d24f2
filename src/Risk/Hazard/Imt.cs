using System.Globalization;

namespace Workers.Risk.Hazard;

/// <summary>Names of intensity measure types.</summary>
public static class Imt
{
    /// <summary>
    /// The name as the engine writes it: <c>SA(1)</c> and <c>SA(1.00)</c> are <c>SA(1.0)</c>; other names are left as
    /// they are.
    /// </summary>
    public static string Canonical(string name)
    {
        var trimmed = name.Trim();
        return trimmed.StartsWith("SA(", StringComparison.Ordinal) && trimmed.EndsWith(')')
            && double.TryParse(trimmed[3..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var period)
            // Like Python's repr: 1.0, not 1.
            ? $"SA({period.ToString(period == Math.Floor(period) ? "0.0" : "R", CultureInfo.InvariantCulture)})"
            : trimmed;
    }
}

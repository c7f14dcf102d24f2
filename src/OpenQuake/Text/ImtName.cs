using System.Text.RegularExpressions;

namespace Workers.OpenQuake.Text;

/// <summary>
/// Names of intensity measure types as the engine normalizes them (hazardlib/imt.py): <c>SA(0.30)</c> is
/// <c>SA(0.3)</c>.
/// </summary>
internal static partial class ImtName
{
    private const string SpectralAcceleration = "SA";

    private static readonly string[] Known =
    [
        "PGA", "PGV", "PGD", SpectralAcceleration, "CAV", "MMI", "IA", "RSD", "RSD595", "RSD575", "RSD2080", "DRVT",
        "EAS", "FAS", "SDi", "AvgSA", "JMA", "VSI", "ASI", "LSD",
    ];

    /// <summary>The name as the engine writes it; null if it is none.</summary>
    public static string? TryNormalize(string text)
    {
        var parts = Pattern().Match(text.Trim());
        if (!parts.Success)
            return null;
        var name = parts.Groups["name"].Value;
        var argument = parts.Groups["argument"];
        if (name != SpectralAcceleration)
            return SaysKnownOtherwise(name) ? null : parts.Value;
        // SA without a period means nothing.
        if (!argument.Success || !NumberText.TryParse(argument.Value, out var period) || period <= 0)
            return null;
        return $"{SpectralAcceleration}({PythonNumber.Repr(period)})";
    }

    /// <summary>
    /// Outputs of secondary perils have names of their own; <c>sa</c> and <c>pga</c> are typing errors.
    /// </summary>
    private static bool SaysKnownOtherwise(string name) =>
        !Known.Contains(name) && Known.Contains(name, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<name>[A-Za-z]\w*)(\((?<argument>[^()]*)\))?$")]
    private static partial Regex Pattern();
}

using System.Globalization;

namespace Workers.Kit.Testing;

/// <summary>One case that the engine has answered, as the journey reports it.</summary>
/// <param name="Greatest">Greatest relative difference from the engine's values.</param>
/// <param name="GreatestPrinted">The same, after rounding to the digits that the engine prints.</param>
public sealed record CaseRow(
    string Name,
    string Mode,
    int Files,
    int Rows,
    int Columns,
    int Values,
    double Greatest,
    double GreatestPrinted,
    double Seconds,
    bool Agrees)
{
    /// <summary>Cases of a tab separated file, ordered by mode and name.</summary>
    public static IReadOnlyList<CaseRow> Read(string file) =>
        [.. File.ReadLines(file)
            .Select(Parse)
            .OrderBy(c => c.Mode, StringComparer.Ordinal)
            .ThenBy(c => c.Name, StringComparer.Ordinal)];

    private static CaseRow Parse(string line)
    {
        var fields = line.Split('\t');
        return new CaseRow(
            fields[0],
            fields[1],
            Whole(fields[2]),
            Whole(fields[3]),
            Whole(fields[4]),
            Whole(fields[5]),
            Number(fields[6]),
            Number(fields[7]),
            Number(fields[8]),
            fields[9] == "0");
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

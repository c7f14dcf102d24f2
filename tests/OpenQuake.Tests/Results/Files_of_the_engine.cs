using System.Globalization;
using Workers.OpenQuake.Csv;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Support;

namespace Workers.OpenQuake.Tests.Results;

/// <summary>
/// What we write for a case of the engine, against what the engine writes: same files, columns, rows and, to the
/// printed digits, values.
/// </summary>
public sealed class Files_of_the_engine : IDisposable
{
    private const double PrintedDigits = 2e-5;
    private readonly string _folder = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Are_written_for_every_case()
    {
        var differences = new List<string>();
        var compared = 0;
        foreach (var name in EngineCases.All())
        {
            var job = EngineCases.Read(name);
            var results = RiskCalculation.Calculate(job, HazardInput.From(EngineCases.ReadHazard(name)));
            var folder = Path.Combine(_folder, name);
            await EngineCsv.WriteAsync(results, job.Parameters, folder);
            await ResultGeoJson.WriteAsync(results, folder);
            differences.AddRange(
                Compare(Path.Combine(SharedCases.Case(name), "expected"), folder).Select(d => $"{name}: {d}"));
            compared++;
        }
        Assert.True(compared > 100, $"only {compared} cases compared");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(60)));
    }

    private static IEnumerable<string> Compare(string expected, string actual)
    {
        // Losses by source need the sources; one case keeps its loss curves compressed, for their size.
        var leftOut = File.Exists(Path.Combine(expected, "loss_curves-mean.csv.gz")) ? "loss_curves" : "src_loss";
        string[] names = [.. Names(expected, leftOut)];
        string[] written = [.. Names(actual, leftOut)];
        if (!names.SequenceEqual(written))
            yield return $"files {Join(written.Except(names))} instead of {Join(names.Except(written))}";
        foreach (var name in names.Intersect(written))
        {
            var right = Rows(Path.Combine(expected, name));
            var ours = Rows(Path.Combine(actual, name));
            if (name == "risk_by_event.csv")
            {
                ours = OrderTies(ours, right);
                right = OrderTies(right, right);
            }
            if (Difference(name, right, ours) is { } difference)
                yield return $"{name}{difference}";
        }
    }

    private static IEnumerable<string> Names(string folder, string leftOut) => Directory.GetFiles(folder, "*.csv")
        .Select(f => Path.GetFileName(f)!)
        .Where(n => !n.StartsWith("src_loss") && !n.StartsWith(leftOut))
        .Order();

    private static string Join(IEnumerable<string> names) => string.Join(' ', names);

    /// <summary>The first difference between two files, or null.</summary>
    private static string? Difference(string name, List<string[]> right, List<string[]> ours)
    {
        if (!right[0].SequenceEqual(ours[0]))
            return $": columns {string.Join(',', ours[0])} instead of {string.Join(',', right[0])}";
        if (right.Count != ours.Count)
            return $": {ours.Count} rows instead of {right.Count}";
        for (var i = 1; i < right.Count; i++)
            if (!Same(right[i], ours[i], right[0], Rest(name, right[i])))
                return $":{i + 2}: {string.Join(',', ours[i])} instead of {string.Join(',', right[i])}";
        return null;
    }

    /// <summary>Rows of equal losses by event id: the engine leaves them in no order.</summary>
    private static List<string[]> OrderTies(List<string[]> rows, List<string[]> right)
    {
        if (rows.Count != right.Count)
            return rows;
        var runs = new int[rows.Count];
        for (var i = 1; i < rows.Count; i++)
            runs[i] = right[i][1] == right[i - 1][1] ? runs[i - 1] : runs[i - 1] + 1;
        return
        [
            .. Enumerable.Range(0, rows.Count)
                .OrderBy(i => runs[i])
                .ThenBy(i => rows[i][0], StringComparer.Ordinal)
                .Select(i => rows[i]),
        ];
    }

    private static bool Same(string[] right, string[] ours, string[] header, double rest) =>
        right.Zip(ours, header).All(p => p.Third == "branch_path" || Same(p.First, p.Second, rest));

    private static bool Same(string right, string ours, double rest)
    {
        if (right.Equals(ours, StringComparison.OrdinalIgnoreCase))
            return true;
        return double.TryParse(right, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(ours, CultureInfo.InvariantCulture, out var b)
            && Math.Abs(a - b) <= Math.Max(PrintedDigits * Math.Abs(a), rest);
    }

    /// <summary>
    /// What treaties leave of a claim is a small difference of float32 numbers: right to the last bit of the claim, not
    /// of itself.
    /// </summary>
    private static double Rest(string name, string[] row) => name.StartsWith("reinsurance", StringComparison.Ordinal)
        ? (MathF.BitIncrement(1) - 1) * row.Max(NumberOrZero)
        : 0;

    private static double NumberOrZero(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static List<string[]> Rows(string path)
    {
        var csv = new CsvText(File.ReadAllText(path), Path.GetFileName(path));
        csv.SkipComment();
        var rows = new List<string[]>();
        var row = new List<string>();
        while (csv.Next(row))
            rows.Add([.. row]);
        return rows;
    }
}

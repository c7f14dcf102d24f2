using System.Globalization;
using Workers.OpenQuake.Csv;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Support;

namespace Workers.OpenQuake.Tests.Results;

/// <summary>What we write for a case of the engine, against what the engine writes: same files, columns, rows and, to the printed digits, values.</summary>
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
            differences.AddRange(Compare(Path.Combine(SharedCases.Case(name), "expected"), folder).Select(d => $"{name}: {d}"));
            compared++;
        }
        Assert.True(compared > 100, $"only {compared} cases compared");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(60)));
    }

    private static IEnumerable<string> Compare(string expected, string actual)
    {
        // Losses by source need the sources; one case keeps its loss curves compressed, for their size.
        var leftOut = File.Exists(Path.Combine(expected, "loss_curves-mean.csv.gz")) ? "loss_curves" : "src_loss";
        IEnumerable<string> Names(string folder) => Directory.GetFiles(folder, "*.csv").Select(f => Path.GetFileName(f)!)
            .Where(n => !n.StartsWith("src_loss") && !n.StartsWith(leftOut)).Order();

        if (!Names(expected).SequenceEqual(Names(actual)))
            yield return $"files {string.Join(' ', Names(actual).Except(Names(expected)))} instead of {string.Join(' ', Names(expected).Except(Names(actual)))}";
        foreach (var name in Names(expected).Intersect(Names(actual)))
        {
            var (right, ours) = (Rows(Path.Combine(expected, name)), Rows(Path.Combine(actual, name)));
            if (name == "risk_by_event.csv")
                (right, ours) = (OrderTies(right, right), OrderTies(ours, right));
            if (!right[0].SequenceEqual(ours[0]))
                yield return $"{name}: columns {string.Join(',', ours[0])} instead of {string.Join(',', right[0])}";
            else if (right.Count != ours.Count)
                yield return $"{name}: {ours.Count} rows instead of {right.Count}";
            else if (Enumerable.Range(1, right.Count - 1).FirstOrDefault(i => !Same(right[i], ours[i], right[0], Rest(name, right[i]))) is var row and > 0)
                yield return $"{name}:{row + 2}: {string.Join(',', ours[row])} instead of {string.Join(',', right[row])}";
        }
    }

    /// <summary>Rows of equal losses by event id: the engine leaves them in no order.</summary>
    private static List<string[]> OrderTies(List<string[]> rows, List<string[]> right)
    {
        var run = 0;
        return rows.Count != right.Count ? rows : [.. rows.Select((row, i) =>
        {
            run += i > 0 && right[i][1] != right[i - 1][1] ? 1 : 0;
            return (row, run);
        }).OrderBy(r => r.run).ThenBy(r => r.row[0], StringComparer.Ordinal).Select(r => r.row)];
    }

    private static bool Same(string[] right, string[] ours, string[] header, double rest) =>
        right.Zip(ours, header).All(p => p.Third == "branch_path" || Same(p.First, p.Second, rest));

    private static bool Same(string right, string ours, double rest) => right.Equals(ours, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(right, CultureInfo.InvariantCulture, out var a) && double.TryParse(ours, CultureInfo.InvariantCulture, out var b)
            && Math.Abs(a - b) <= Math.Max(PrintedDigits * Math.Abs(a), rest));

    /// <summary>What treaties leave of a claim is a small difference of float32 numbers: right to the last bit of the claim, not of itself.</summary>
    private static double Rest(string name, string[] row) => name.StartsWith("reinsurance", StringComparison.Ordinal)
        ? (MathF.BitIncrement(1) - 1) * row.Max(v => double.TryParse(v, CultureInfo.InvariantCulture, out var number) ? number : 0) : 0;

    private static List<string[]> Rows(string path)
    {
        var csv = new CsvText(File.ReadAllText(path), Path.GetFileName(path));
        csv.SkipComment();
        var (rows, row) = (new List<string[]>(), new List<string>());
        while (csv.Next(row))
            rows.Add([.. row]);
        return rows;
    }
}

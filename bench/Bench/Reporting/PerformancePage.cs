using Workers.Kit;

namespace Workers.Bench.Reporting;

/// <summary>
/// Writes the figures into <c>docs/performance.md</c>, between two marks; what stands before and after them is written by hand, and stays.
/// </summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- written by ./workers bench --report -->", End = "<!-- end of what the program writes -->", Chart = "growth.svg";

    /// <returns>Exit code.</returns>
    public static int Write(IReadOnlyList<Figures> figures, bool quick)
    {
        var docs = Path.Combine(Checkout.Find().Root, "docs");
        var file = Path.Combine(docs, "performance.md");
        var page = File.ReadAllText(file);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (figures.Count == 0 || begin < 0 || end < begin)
        {
            Console.Error.WriteLine(figures.Count == 0 ? "Nothing was measured yet: run ./workers bench first." : $"{file} must have a line '{Begin}', and a line '{End}' after it.");
            return 2;
        }
        var growth = figures.FirstOrDefault(f => f.Found.Jobs.Any(j => j.Calculators == 1))?.Found.Jobs;
        if (growth is not null) File.WriteAllText(Path.Combine(docs, Chart), GrowthChart.Svg(growth));
        File.WriteAllText(file, $"{page[..begin]}{Begin}\n\n{string.Join('\n', Figures(figures, growth, quick))}\n\n{page[end..]}");
        Console.Error.WriteLine($"written: {file}");
        return 0;
    }

    private static IEnumerable<string> Figures(IReadOnlyList<Figures> figures, IReadOnlyList<JobFigures>? growth, bool quick)
    {
        foreach (var runs in figures.GroupBy(f => (f.Machine, Day: f.Day(quick))))
            yield return $"Measured on {runs.Key.Day} on {runs.Key.Machine}. Load of the machine when each began: {string.Join(", ", runs.Select(r => $"{r.Benchmark} {r.Load}"))}.";
        if (quick) yield return "**Quick runs**: small inputs, few repetitions.";
        yield return "";
        foreach (var line in Table.Markdown(Table.Columns, figures.SelectMany(f => f.Found.Lines).Select(Table.Cells))) yield return line;
        var whole = figures.SelectMany(f => f.Found.Jobs).Except(growth ?? []).ToList();
        if (whole.Count > 0)
        {
            yield return "\nWhole jobs: seconds in each step, and the peak memory of each process.\n";
            foreach (var line in JobTable.Markdown(whole)) yield return line;
        }
        if (growth is null) yield break;
        yield return $"\n![Time and memory against values, assets and Calculators]({Chart})\n";
        foreach (var line in JobTable.Markdown(growth)) yield return line;
    }
}

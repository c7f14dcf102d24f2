namespace Workers.Kit.Testing;

/// <summary>Plain lines, readable in a terminal and in a CI log.</summary>
public static class TestPrinter
{
    private const int StackLines = 6;

    public static void PrintProject(TestReport report, TextWriter writer)
    {
        writer.WriteLine($"{report.Project,-20} {report.Passed,5} passed {report.Failed,4} failed {report.Skipped,4} skipped {report.Seconds,7:0.0} s");
        foreach (var failure in report.Failures)
        {
            writer.WriteLine($"  FAILED {failure.Test}");
            foreach (var line in failure.Message.Split('\n')) writer.WriteLine($"    {line.TrimEnd()}");
            foreach (var line in (failure.Stack ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(StackLines))
                writer.WriteLine($"    {line.Trim()}");
        }
    }

    /// <summary>
    /// Why tests were skipped, and once more which failed, so that nobody has to scroll. The last line is plain, and read by CI.
    /// </summary>
    public static void PrintEnd(TestReport total, TextWriter writer)
    {
        foreach (var group in total.Skips.GroupBy(s => s.Message).OrderByDescending(g => g.Count()))
            writer.WriteLine($"skipped {group.Count()}: {group.Key}");
        foreach (var failure in total.Failures) writer.WriteLine($"failed: {failure.Test}");
        writer.WriteLine($"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped");
    }
}

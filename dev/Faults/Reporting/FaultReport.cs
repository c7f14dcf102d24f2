using Spectre.Console;

namespace Workers.Faults.Reporting;

/// <summary>An outcome for people.</summary>
public static class FaultReport
{
    /// <summary>Prints it.</summary>
    public static void Print(IAnsiConsole console, FaultOutcome outcome)
    {
        var faults = new Table().RoundedBorder().AddColumn("fault").AddColumn("injected", c => c.RightAligned());
        foreach (var (kind, count) in outcome.Faults.OrderByDescending(f => f.Value)) faults.AddRow(kind, $"{count}");
        console.Write(faults);
        console.WriteLine(Sentence(outcome));
        foreach (var violation in outcome.Violations.Take(40))
            console.MarkupLineInterpolated($"[red]{violation.Invariant}[/] {violation.What}");
    }

    /// <summary>The figures in a line.</summary>
    public static string Sentence(FaultOutcome outcome)
    {
        var jobs = string.Join(", ", outcome.Jobs.OrderBy(j => j.Key).Select(j => $"{j.Value} {j.Key}"));
        var aside = outcome.SetAside.Count == 0
            ? "none"
            : string.Join(", ", outcome.SetAside.OrderBy(q => q.Key).Select(q => $"{q.Value} in {q.Key}"));
        return $"seed {outcome.Seed}, {outcome.Seconds:0} s: {outcome.Faults.Values.Sum()} faults of "
            + $"{outcome.Faults.Count} kinds ({outcome.NotInjected} could not be injected), "
            + $"{outcome.Jobs.Values.Sum()} jobs ({jobs}), {outcome.TriedAgain} tried again by hand, "
            + $"messages set aside: {aside}; recovery p50 {outcome.Recovery(0.5):0.0} s, "
            + $"p95 {outcome.Recovery(0.95):0.0} s; {outcome.Violations.Count} violations";
    }
}

using System.Text;
using Workers.Kit;

namespace Workers.Faults.Reporting;

/// <summary>Writes <c>docs/reliability.md</c> from a run.</summary>
public static class ReliabilityPage
{
    private static readonly string[] Promises =
    [
        "I1: every request that the broker confirmed is a job, and every job comes to rest.",
        "I2: a job has one end. I3: every transition is an edge of the state machine.",
        "I4: the results of a job are complete or absent, and bit for bit those of an undisturbed run.",
        "I6: when everything rests, no message is left in a queue or an outbox, and no block is left behind.",
    ];

    /// <summary>Writes it.</summary>
    public static void Write(Checkout checkout, FaultOutcome outcome)
    {
        var page = new StringBuilder()
            .AppendLine("# Reliability")
            .AppendLine()
            .AppendLine("Written by `./workers faults --report`: real processes, two Coordinators among them,")
            .AppendLine("under load on a private broker and PostgreSQL, while faults are injected in three lanes.")
            .AppendLine("Then everything is made whole, and what was promised is looked for:")
            .AppendLine();
        foreach (var promise in Promises) page.AppendLine($"- {promise}");
        page.AppendLine()
            .AppendLine("## The last run")
            .AppendLine()
            .AppendLine(FaultReport.Sentence(outcome).Replace("; ", ";\n", StringComparison.Ordinal) + ".")
            .AppendLine()
            .AppendLine("Recovery is the time from the end of a fault to the next job that came to its end.")
            .AppendLine("A violation can be looked for again: `./workers faults --seed N` draws the same faults.")
            .AppendLine()
            .AppendLine("| fault | injected |")
            .AppendLine("|---|---:|");
        foreach (var (kind, count) in outcome.Faults.OrderByDescending(f => f.Value))
            page.AppendLine($"| {kind} | {count} |");
        if (outcome.Violations.Count > 0) page.AppendLine().AppendLine("## Violations").AppendLine();
        foreach (var violation in outcome.Violations) page.AppendLine($"- {violation.Invariant}: {violation.What}");
        File.WriteAllText(Path.Combine(checkout.Root, "docs", "reliability.md"), page.ToString());
    }
}

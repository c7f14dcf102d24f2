using Workers.Faults.Checks;

namespace Workers.Faults;

/// <summary>What a run showed.</summary>
public sealed record FaultOutcome
{
    public required int Seed { get; init; }
    public required double Seconds { get; init; }

    /// <summary>Faults injected, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    /// <summary>Faults that could not be injected, because another one was in the way.</summary>
    public required int NotInjected { get; init; }

    /// <summary>Accepted jobs by the state that they rest in.</summary>
    public required IReadOnlyDictionary<string, int> Jobs { get; init; }

    /// <summary>Jobs that needed attention and completed after somebody tried them again.</summary>
    public required int TriedAgain { get; init; }

    /// <summary>Messages that were set aside, by queue.</summary>
    public required IReadOnlyDictionary<string, long> SetAside { get; init; }

    /// <summary>Seconds from the end of a fault to the next job that came to its end.</summary>
    public required IReadOnlyList<double> Recoveries { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>The recovery that this share of faults did not exceed.</summary>
    public double Recovery(double share)
    {
        if (Recoveries.Count == 0) return 0;
        var ordered = Recoveries.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, (int)(share * ordered.Count))];
    }
}

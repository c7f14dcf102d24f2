namespace Workers.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="Names">Parts of names of benchmarks; all if empty.</param>
/// <param name="Quick">Smaller inputs and fewer repetitions.</param>
/// <param name="Full">The largest inputs too, which take many minutes.</param>
/// <param name="Report">Write the report from what was measured last, and measure nothing.</param>
internal sealed record Options(IReadOnlyList<string> Names, bool Quick, bool Full, bool Json, bool Report)
{
    public int Repetitions => Quick ? 3 : 5;

    /// <summary>Repetitions of what takes many seconds.</summary>
    public int LongRepetitions => Quick ? 1 : 3;

    public static Options Read(string[] args) => new(
        [.. args.Where(a => !a.StartsWith("--", StringComparison.Ordinal))],
        args.Contains("--quick"), args.Contains("--full"), args.Contains("--json"), args.Contains("--report"));

    public bool Wants(string benchmark) =>
        Names.Count == 0 || Names.Any(n => benchmark.Contains(n, StringComparison.OrdinalIgnoreCase));
}

namespace Workers.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="Names">Parts of names of benchmarks; all if empty.</param>
/// <param name="Quick">Smaller inputs and fewer repetitions.</param>
internal sealed record Options(IReadOnlyList<string> Names, bool Quick, bool Json)
{
    public int Repetitions => Quick ? 3 : 5;

    public static Options Read(string[] args) => new(
        [.. args.Where(a => !a.StartsWith("--", StringComparison.Ordinal))], args.Contains("--quick"), args.Contains("--json"));

    public bool Wants(string benchmark) => Names.Count == 0 || Names.Any(n => benchmark.Contains(n, StringComparison.OrdinalIgnoreCase));
}

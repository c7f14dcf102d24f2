namespace Workers.Support.Answers;

/// <summary>
/// How far results are from the engine's: number of values, greatest relative difference and where it is.
/// </summary>
public sealed class Agreement
{
    private readonly List<string> _problems = [];

    public int Values { get; private set; }

    /// <summary>Greatest relative difference to numbers at full precision.</summary>
    public double Greatest { get; private set; }

    /// <summary>Greatest relative difference to numbers printed with six digits.</summary>
    public double GreatestPrinted { get; private set; }

    public string Where { get; private set; } = "";

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Most that a number at full precision may differ by, where nothing else is said.</summary>
    private const double Usual = 1e-6;

    public void Compare(string what, double expected, double actual, bool printed = false, double tolerance = Usual)
    {
        Values++;
        if (expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)))
            return;
        var difference = Math.Abs(actual - expected) / Math.Abs(expected);
        if (double.IsNaN(difference))
            difference = double.PositiveInfinity;
        if (printed)
            GreatestPrinted = Math.Max(GreatestPrinted, difference);
        else if (difference > Greatest)
        {
            Greatest = difference;
            Where = $"{what}: {actual:R} instead of {expected:R}";
        }
        // Half a unit of the sixth digit, and what float32 storage adds.
        if (difference > (printed ? 5.1e-6 : tolerance))
            Problem($"{what}: {actual:R} instead of {expected:R} (relative difference {difference:0.0e0})");
    }

    /// <summary>Something is missing, too much, or too different.</summary>
    public void Problem(string problem)
    {
        if (_problems.Count < 20)
            _problems.Add(problem);
    }

    /// <summary>Compares two tables by key: each must have the rows of the other.</summary>
    public void CompareRows<TKey>(
        string what,
        IReadOnlyDictionary<TKey, double> expected,
        IReadOnlyDictionary<TKey, double> actual,
        bool printed = false,
        double tolerance = Usual) where TKey : notnull
    {
        foreach (var (key, value) in expected)
            if (actual.TryGetValue(key, out var ours))
                Compare($"{what} {key}", value, ours, printed, tolerance);
            else
                Problem($"{what} {key}: missing, should be {value:R}");
        foreach (var (key, value) in actual)
            if (!expected.ContainsKey(key))
                Problem($"{what} {key}: {value:R} that the engine does not have");
    }

    public override string ToString() =>
        $"{Values} values, greatest relative difference {Greatest:0.0e0}, " +
        $"to printed numbers {GreatestPrinted:0.0e0}; {Where}";
}

namespace Workers.Support.Answers;

/// <summary>
/// How far results are from the engine's: what was compared, the greatest relative difference, and every problem.
/// </summary>
public sealed class Agreement
{
    /// <summary>Most that a number at full precision may differ by, where nothing else is said.</summary>
    public const double Usual = 1e-6;

    /// <summary>
    /// Most that a number may differ from one printed with six digits: half a unit of the sixth, and the 2e-6 by which
    /// float32 sums of the
    /// engine are off.
    /// </summary>
    public const double Printed = 7.1e-6;

    private const int MaxProblems = 20;

    private readonly List<string> _problems = [];

    /// <summary>Files of the engine that were compared.</summary>
    public int Files { get; private set; }

    /// <summary>Rows of these files.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns of these files.</summary>
    public int Columns { get; private set; }

    /// <summary>Numbers of these files.</summary>
    public int Values { get; private set; }

    /// <summary>Greatest relative difference to numbers at full precision.</summary>
    public double Greatest { get; private set; }

    /// <summary>Greatest relative difference to printed numbers.</summary>
    public double GreatestPrinted { get; private set; }

    /// <summary>Where <see cref="Greatest"/> is.</summary>
    public string Where { get; private set; } = "";

    /// <summary>What is missing, too much or too different; the first of them.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Counts a file that is compared.</summary>
    public void CountFile(int rows, int columns)
    {
        Files++;
        Rows += rows;
        Columns += columns;
    }

    /// <summary>Compares two numbers at full precision.</summary>
    /// <param name="what">What they are.</param>
    /// <param name="expected">The engine's.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="tolerance">Relative difference that is allowed.</param>
    /// <param name="absolute">Difference that does not count.</param>
    public void Compare(string what, double expected, double actual, double tolerance = Usual, double absolute = 0)
    {
        var difference = Difference(expected, Math.Abs(actual - expected) <= absolute ? expected : actual);
        if (difference > Greatest)
        {
            Greatest = difference;
            Where = $"{what}: {actual:R} instead of {expected:R}";
        }
        if (difference > tolerance)
            Problem($"{what}: {actual:R} instead of {expected:R} (relative difference {difference:0.0e0})");
    }

    /// <summary>Compares a number with a printed one.</summary>
    /// <param name="absolute">Difference that does not count.</param>
    public void ComparePrinted(string what, double expected, double actual, double absolute)
    {
        var difference = Difference(expected, Math.Abs(actual - expected) <= absolute ? expected : actual);
        GreatestPrinted = Math.Max(GreatestPrinted, difference);
        if (difference > Printed)
            Problem($"{what}: {actual:R} instead of {expected:R} (relative difference {difference:0.0e0})");
    }

    /// <summary>Something is missing, too much, or too different.</summary>
    public void Problem(string problem)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(problem);
    }

    /// <summary>Compares two columns by key: each must have the rows of the other.</summary>
    public void CompareRows<TKey>(
        string what,
        IReadOnlyDictionary<TKey, double> expected,
        IReadOnlyDictionary<TKey, double> actual,
        double tolerance = Usual,
        double absolute = 0)
        where TKey : notnull
    {
        foreach (var (key, value) in expected)
            if (actual.TryGetValue(key, out var ours))
                Compare($"{what} {key}", value, ours, tolerance, absolute);
            else
                Problem($"{what} {key}: missing, should be {value:R}");
        foreach (var (key, value) in actual)
            if (!expected.ContainsKey(key))
                Problem($"{what} {key}: {value:R} that the engine does not have");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Files} files, {Rows} rows, {Columns} columns, {Values} values, " +
        $"greatest relative difference {Greatest:0.0e0}, " +
        $"to printed numbers {GreatestPrinted:0.0e0}; {Where}";

    private double Difference(double expected, double actual)
    {
        Values++;
        if (expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)))
            return 0;
        var difference = Math.Abs(actual - expected) / Math.Abs(expected);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}

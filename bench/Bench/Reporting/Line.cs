using System.Globalization;

namespace Workers.Bench.Reporting;

/// <summary>A line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Of <paramref name="Ours"/> and <paramref name="Theirs"/>.</param>
/// <param name="Baseline">What it is held against, measured in the same run; null for a figure that stands
/// alone.</param>
/// <param name="Ratio">Pair by pair: how many times faster than the baseline, or, where the goal is a most, how many
/// times its time.</param>
/// <param name="Goal">What is to be reached, in words.</param>
/// <param name="Reached">Whether it is; null if there is no goal.</param>
/// <param name="Skipped">Why nothing was measured.</param>
internal sealed record Line(
    string What,
    string Unit = "",
    Spread? Ours = null,
    string? Baseline = null,
    Spread? Theirs = null,
    Spread? Ratio = null,
    string? Goal = null,
    bool? Reached = null,
    string? Skipped = null)
{
    /// <summary>Times of ours against times of a baseline, taken in turns.</summary>
    /// <param name="atLeast">How many times faster it is to be.</param>
    public static Line Against(
        string what,
        string unit,
        IReadOnlyList<double> ours,
        string baseline,
        IReadOnlyList<double> theirs,
        double? atLeast = null)
    {
        var ratio = Spread.Ratio(ours, theirs);
        return new(
            what,
            unit,
            Spread.Of(ours),
            baseline,
            Spread.Of(theirs),
            ratio,
            atLeast is null ? null : Invariant($">= {atLeast:#,0.##}x"),
            atLeast is null ? null : ratio.Median >= atLeast);
    }

    /// <summary>Times of ours that may be so many times those of a baseline, taken in turns.</summary>
    public static Line Within(
        string what,
        string unit,
        IReadOnlyList<double> ours,
        string baseline,
        IReadOnlyList<double> theirs,
        double? atMost = null)
    {
        var ratio = Spread.Ratio(theirs, ours);
        return new(
            what,
            unit,
            Spread.Of(ours),
            baseline,
            Spread.Of(theirs),
            ratio,
            atMost is null ? null : Invariant($"<= {atMost}x"),
            atMost is null ? null : ratio.Median <= atMost);
    }

    /// <summary>How much is done in a second, of what a baseline does, taken in turns.</summary>
    public static Line Rate(
        string what,
        string unit,
        IReadOnlyList<double> ours,
        string baseline,
        IReadOnlyList<double> theirs,
        double atLeast)
    {
        var ratio = Spread.Ratio(theirs, ours);
        return new(
            what,
            unit,
            Spread.Of(ours),
            baseline,
            Spread.Of(theirs),
            ratio,
            Invariant($">= {atLeast}x"),
            ratio.Median >= atLeast);
    }

    /// <summary>A figure without a baseline.</summary>
    public static Line Alone(string what, string unit, Spread ours, double? atMost = null) =>
        new(
            what,
            unit,
            ours,
            Goal: atMost is null ? null : Invariant($"<= {atMost} {unit}").TrimEnd(),
            Reached: atMost is null ? null : ours.Median <= atMost);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

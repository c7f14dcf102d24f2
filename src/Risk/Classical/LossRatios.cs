using Workers.Errors;
using Workers.Risk.Statistics;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Classical;

/// <summary>
/// The loss ratios that loss curves are calculated at (risklib/scientific.py, VulnerabilityFunction).
/// </summary>
public static class LossRatios
{
    /// <summary>A function without the levels that repeat the mean loss ratio before them.</summary>
    public static VulnerabilityFunction StrictlyIncreasing(VulnerabilityFunction function)
    {
        var means = function.MeanLossRatios;
        if (means.Length == 0)
            throw FunctionErrors.MassFunctionUnusable("loss curves", function.Id);
        // Compared with the level before, kept or not: a plateau leaves only its first level.
        int[] kept = [.. Enumerable.Range(0, means.Length).Where(i => i == 0 || means[i] != means[i - 1])];
        if (kept.Length < 2)
            throw FunctionErrors.OneLossRatio(function.Id);
        return kept.Length == means.Length ? function : function with
        {
            Levels = [.. kept.Select(i => function.Levels[i])],
            MeanLossRatios = [.. kept.Select(i => means[i])],
            Covs = [.. kept.Select(i => function.Covs[i])],
        };
    }

    /// <summary>
    /// Mean loss ratios from 0 to 1, each interval split in <paramref name="steps"/> parts (0 and 1 both mean none).
    /// </summary>
    public static double[] From(VulnerabilityFunction function, int steps)
    {
        var means = function.MeanLossRatios.ToList();
        // A curve runs from no loss to total loss, even where the function does not.
        if (means.Min() > 0)
            means.Insert(0, 0);
        if (means.Max() < 1)
            means.Add(1);
        return Intervals.Split(means, Math.Max(1, steps));
    }

    /// <summary>
    /// The ratios of each function of a loss type: its own if all have equally many, else for all those of the one that
    /// has most, the last by id of equals.
    /// </summary>
    public static IReadOnlyDictionary<string, double[]> From(
        IReadOnlyDictionary<string, VulnerabilityFunction> functions,
        int steps)
    {
        var own = functions.ToDictionary(f => f.Key, f => From(f.Value, steps));
        double[] longest = [];
        // The engine needs arrays of equal length and takes the longest for all (risklib/riskmodels.py).
        foreach (var id in own.Keys.Order(StringComparer.Ordinal))
            if (own[id].Length >= longest.Length)
                longest = own[id];
        return own.Values.All(ratios => ratios.Length == longest.Length)
            ? own
            : own.Keys.ToDictionary(id => id, _ => longest);
    }
}

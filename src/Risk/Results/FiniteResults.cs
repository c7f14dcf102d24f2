using Workers.Errors;

namespace Workers.Risk.Results;

/// <summary>
/// Results are numbers or are not archived: what overflows is refused. Ratios are left alone, since what is divided by
/// nothing has none, and the engine says so.
/// </summary>
public static class FiniteResults
{
    /// <summary>The output, if none of its values is infinite.</summary>
    /// <exception cref="InputException">ResultTooLarge.</exception>
    public static RiskOutput Check(RiskOutput output)
    {
        var isFinite = output switch
        {
            AssetValues values => IsRatio(values.Measure) || IsFinite(values.Values),
            AssetCurves curves => Array.TrueForAll(curves.Losses, IsFinite),
            EventTable table => AreFinite(table.Measures, table.Values, IsFinite),
            AggregateTable table => AreFinite(table.Measures, table.Values, IsFinite),
            _ => true,
        };
        return isFinite ? output : throw FitErrors.ResultTooLarge(output.Kind, output.LossType);
    }

    private static bool IsRatio(string measure) =>
        measure == Measure.BenefitCost || measure.Contains(Measure.Ratio, StringComparison.Ordinal);

    private static bool AreFinite<T>(IReadOnlyList<string> measures, T[][] values, Func<T[], bool> isFinite)
    {
        for (var m = 0; m < measures.Count; m++)
            if (!IsRatio(measures[m]) && !isFinite(values[m]))
                return false;
        return true;
    }

    private static bool IsFinite(float[] values)
    {
        foreach (var value in values)
            if (float.IsInfinity(value))
                return false;
        return true;
    }

    private static bool IsFinite(double[] values)
    {
        foreach (var value in values)
            if (double.IsInfinity(value))
                return false;
        return true;
    }
}

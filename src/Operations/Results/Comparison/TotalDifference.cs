namespace Workers.Operations.Results.Comparison;

/// <summary>A sum over all assets, of two jobs.</summary>
/// <param name="LossType">What is lost or damaged.</param>
/// <param name="Measure">A loss, a damage state, a consequence, or one of the sums of a retrofit.</param>
/// <param name="Unit">Empty if the exposure does not say, or the two have not the same.</param>
/// <param name="A">Null: the first job has none.</param>
/// <param name="B">Null: the second job has none.</param>
public sealed record TotalDifference(string LossType, string Measure, string Unit, double? A, double? B)
{
    /// <summary>Of the second from the first; null if one is missing.</summary>
    public double? Difference => B - A;

    /// <summary>The same as a share of the first; null where that is 0.</summary>
    public double? Ratio => A is null or 0 ? null : Difference / A;

    internal static IReadOnlyList<TotalDifference> Between(ComparedJob a, ComparedJob b)
    {
        var first = SumsOf(a.Totals);
        var second = SumsOf(b.Totals);
        return [.. first.Keys.Union(second.Keys).Select(Pair)];

        TotalDifference Pair((string LossType, string Measure) key)
        {
            var hasA = first.TryGetValue(key, out var ofA);
            var hasB = second.TryGetValue(key, out var ofB);
            var isOneUnit = !hasA || !hasB || ofA.Unit == ofB.Unit;
            var unit = isOneUnit ? (hasA ? ofA.Unit : ofB.Unit) : "";
            return new(key.LossType, key.Measure, unit, hasA ? ofA.Value : null, hasB ? ofB.Value : null);
        }
    }

    private static Dictionary<(string LossType, string Measure), (double Value, string Unit)> SumsOf(
        ResultTotals totals)
    {
        var sums = new Dictionary<(string, string), (double, string)>();
        foreach (var loss in totals.AverageLosses.Select(totals.OfLosses))
            sums[(loss.LossType, "average loss")] = (loss.Loss, loss.Unit);
        foreach (var damage in totals.OfDamage())
            sums[(damage.LossType, damage.State)] = (damage.Value, damage.Unit);
        foreach (var benefit in totals.OfBenefits())
        {
            sums[(benefit.LossType, "loss now")] = (benefit.LossBefore, benefit.Unit);
            sums[(benefit.LossType, "loss retrofitted")] = (benefit.LossAfter, benefit.Unit);
        }
        return sums;
    }
}

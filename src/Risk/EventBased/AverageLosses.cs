using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Average losses by asset and realization: the sum over the events times what an event counts, kept as float32.
/// </summary>
internal static class AverageLosses
{
    /// <summary>Sums by ordinal, from sums by position.</summary>
    public static double[]? ByOrdinal(double[]? sums, int[] ordinals)
    {
        if (sums is null)
            return null;
        var byOrdinal = new double[sums.Length];
        for (var p = 0; p < sums.Length; p++)
            byOrdinal[ordinals[p]] = sums[p];
        return byOrdinal;
    }

    /// <summary>Averages by ordinal: each realization, then each statistic.</summary>
    /// <param name="lossType">Loss type.</param>
    /// <param name="byRealization"><c>byRealization[realization][ordinal]</c>, null where there are no events.</param>
    /// <param name="assets">Number of assets.</param>
    /// <param name="time">What an event counts.</param>
    /// <param name="parameters">Which statistics.</param>
    public static IEnumerable<RiskOutput> Outputs(
        string lossType,
        double[]?[] byRealization,
        int assets,
        EventTime time,
        RiskParameters parameters)
    {
        var averages = byRealization.Select((sums, r) => Array.ConvertAll(sums ?? new double[assets], s => (float)(s * time.Share[r]))).ToArray();
        for (var r = 0; r < averages.Length; r++)
            yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, r, null, null, averages[r]);

        double[] weights = [.. time.Realizations.Select(r => r.Weight)];
        foreach (var statistic in RealizationStatistic.Of(parameters))
            yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, null, statistic.Name, null,
                [.. Enumerable.Range(0, assets).Select(a => (float)statistic.ComputeSingle([.. averages.Select(v => (double)v[a])], weights))]);
    }
}

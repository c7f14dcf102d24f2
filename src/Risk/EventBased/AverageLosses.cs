using Workers.Risk.Job;
using Workers.Risk.Results;

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
        var averages = new float[byRealization.Length][];
        for (var r = 0; r < averages.Length; r++)
        {
            var ratio = time.TimeRatio[r];
            // A realization without events has averages of 0.
            averages[r] = Array.ConvertAll(byRealization[r] ?? new double[assets], s => (float)(s * ratio));
        }
        for (var r = 0; r < averages.Length; r++)
            yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, r, null, null, averages[r]);

        double[] weights = [.. time.Realizations.Select(r => r.Weight)];
        foreach (var statistic in RealizationStatistic.Select(parameters))
        {
            var values = new float[assets];
            for (var a = 0; a < assets; a++)
                values[a] = (float)statistic.ComputeSingle([.. averages.Select(v => (double)v[a])], weights);
            yield return new AssetValues(
                OutputKind.AverageLosses,
                lossType,
                Measure.Loss,
                Realization: null,
                statistic.Name,
                Poe: null,
                values);
        }
    }
}

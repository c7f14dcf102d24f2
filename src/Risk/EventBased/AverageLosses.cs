using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>Average losses by asset and realization: the sum over the events times what an event counts, kept as float32.</summary>
internal sealed class AverageLosses(EventTime time, int assets)
{
    private readonly double[][] _sums = [.. time.Realizations.Select(_ => new double[assets])];

    /// <summary>Adds the losses of an event, by position.</summary>
    public void Add(int realization, double[] losses)
    {
        var sums = _sums[realization];
        for (var p = 0; p < sums.Length; p++)
            sums[p] += losses[p];
    }

    /// <summary>Averages by ordinal: each realization, then each statistic.</summary>
    public IEnumerable<RiskOutput> Outputs(string lossType, int[] ordinals, RiskParameters parameters)
    {
        var averages = _sums.Select((sums, r) =>
        {
            var byOrdinal = new float[sums.Length];
            for (var p = 0; p < sums.Length; p++)
                byOrdinal[ordinals[p]] = (float)(sums[p] * time.Share[r]);
            return byOrdinal;
        }).ToArray();
        for (var r = 0; r < averages.Length; r++)
            yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, r, null, null, averages[r]);

        double[] weights = [.. time.Realizations.Select(r => r.Weight)];
        foreach (var statistic in RealizationStatistic.Of(parameters))
            yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, null, statistic.Name, null,
                [.. Enumerable.Range(0, assets).Select(a => (float)statistic.Compute([.. averages.Select(v => (double)v[a])], weights))]);
    }
}

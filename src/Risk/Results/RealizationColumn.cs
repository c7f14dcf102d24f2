using Workers.Risk.Hazard;
using Workers.Risk.Job;

namespace Workers.Risk.Results;

/// <summary>What results are given for: a realization, or a statistic over them.</summary>
/// <param name="Realization">Position of the realization; null for a statistic.</param>
/// <param name="Statistic">The statistic; null for a realization.</param>
public sealed record RealizationColumn(int? Realization, RealizationStatistic? Statistic)
{
    /// <summary>Each realization, then, if there are several, each statistic that the job asks for.</summary>
    public static IReadOnlyList<RealizationColumn> Select(
        RiskParameters parameters,
        IReadOnlyList<Realization> realizations)
    {
        var columns = new List<RealizationColumn>();
        for (var r = 0; r < realizations.Count; r++)
            columns.Add(new(r, null));
        // Of one realization the statistics are its own values: the engine writes them once.
        if (realizations.Count > 1)
            columns.AddRange(RealizationStatistic.Select(parameters).Select(s => new RealizationColumn(null, s)));
        return columns;
    }

    /// <summary>The value of this column from those of the realizations.</summary>
    public double From(IEnumerable<double> byRealization, IReadOnlyList<Realization> realizations) =>
        Realization is { } r
        ? byRealization.ElementAt(r)
        : Statistic!.ComputeSingle([.. byRealization], [.. realizations.Select(z => z.Weight)]);
}

using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Classical;

/// <summary>The loss curve of the assets of a group, per unit of value.</summary>
/// <param name="Ratios">Loss ratios.</param>
/// <param name="Poes">PoE per loss ratio.</param>
/// <param name="AverageRatio">Average loss ratio.</param>
internal readonly record struct GroupCurve(double[] Ratios, double[] Poes, double AverageRatio);

/// <summary>
/// What curves are given for: a realization or a statistic. With one realization the engine gives its statistics only.
/// </summary>
internal sealed record CurveColumn(int? Realization, RealizationStatistic? Statistic)
{
    public static IReadOnlyList<CurveColumn> Select(RiskParameters parameters, IReadOnlyList<Realization> realizations)
    {
        var statistics = RealizationStatistic.Select(parameters).Select(s => new CurveColumn(null, s)).ToList();
        return realizations.Count == 1 && statistics.Count > 0
            ? statistics
            : [.. Enumerable.Range(0, realizations.Count).Select(r => new CurveColumn(r, null)), .. statistics];
    }

    /// <summary>The curve of this column, from those of the realizations.</summary>
    public GroupCurve From(GroupCurve[] curves, IReadOnlyList<Realization> realizations)
    {
        if (Realization is { } r)
            return curves[r];
        double[] weights = [.. realizations.Select(z => z.Weight)];
        Span<double> values = new double[curves.Length];
        var poes = new double[curves[0].Poes.Length];
        for (var j = 0; j < poes.Length; j++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = curves[i].Poes[j];
            // Statistics are of PoEs at equal losses, not of losses at equal PoEs (calculators/classical_risk.py).
            poes[j] = Statistic!.Compute(values, weights);
        }
        for (var i = 0; i < values.Length; i++)
            // The statistic of the averages, not the average of the statistic's curve: they differ for quantiles.
            values[i] = curves[i].AverageRatio;
        return new(curves[0].Ratios, poes, Statistic!.Compute(values, weights));
    }
}

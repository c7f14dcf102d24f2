using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Average losses and loss curves of aggregations, made from the event loss table (calculators/post_risk.py). A realization has rows only for
/// aggregations that it has losses in; for statistics what is missing counts as 0.
/// </summary>
internal sealed class AggregateRisk(EventTable table, EventTime time, EventSet events, RiskParameters parameters, double[] exposed)
{
    /// <summary>The outputs: by realization with ratios to the exposed value, then statistics if there are several realizations.</summary>
    public IEnumerable<RiskOutput> Outputs()
    {
        var losses = ByRealizationAndKey();
        double[] weights = [.. time.Realizations.Select(r => r.Weight)];
        var statistics = time.Realizations.Count > 1 ? RealizationStatistic.Of(parameters) : [];

        var risk = new AggregateColumns(OutputKind.AggregateRisk, table.LossType, [""], null, exposed);
        for (var r = 0; r < losses.Length; r++)
            foreach (var (key, rows) in losses[r])
                risk.Add(r, key, [[rows.Sum(l => l.Loss) * time.Share[r]]]);
        foreach (var output in risk.Outputs(losses.Length, weights, statistics))
            yield return output;

        var curves = Curves();
        if (curves is null)
            yield break;
        for (var r = 0; r < losses.Length; r++)
            foreach (var (key, rows) in losses[r])
                curves.Value.Columns.Add(r, key, [.. curves.Value.Types.Select(type =>
                    LossCurveByPeriod.At(Select(type, rows), time.Events[r], time.EffectiveTime!.Value, curves.Value.Columns.ReturnPeriods!))]);
        foreach (var output in curves.Value.Columns.Outputs(losses.Length, weights, statistics))
            yield return output;
    }

    private SortedDictionary<int, List<(int Event, double Loss)>>[] ByRealizationAndKey()
    {
        var byRealization = time.Realizations.Select(_ => new SortedDictionary<int, List<(int, double)>>()).ToArray();
        for (int row = 0, e = 0; row < table.EventIds.Length; row++)
        {
            while (events.Ids[e] != table.EventIds[row])
                e++;
            var byKey = byRealization[time.ByEvent[e]];
            if (!byKey.TryGetValue(table.AggregateIds[row], out var losses))
                byKey[table.AggregateIds[row]] = losses = [];
            losses.Add((e, table.Values[0][row]));
        }
        return byRealization;
    }

    private (string[] Types, AggregateColumns Columns)? Curves()
    {
        if (time.EffectiveTime is not { } years || parameters.ReturnPeriods is { Count: 0 } || years * (time.Collected ? 1 : time.Realizations.Count) < 2)
            return null;
        var periods = parameters.ReturnPeriods ?? LossCurveByPeriod.DefaultReturnPeriods(years, time.Events.Max());
        if (periods.Count > 0 && periods.Max() > years)
            throw new InputException(ErrorCode.ParameterInvalid, $"return period {periods.Max()} is beyond the effective time of the hazard, {years} years", "job.ini return_periods", $"at most {years}");
        var manyYears = events.Years?.Distinct().Take(2).Count() == 2;
        string[] types = [.. parameters.AggregateLossCurvesTypes.Where(t => t == "ep" || manyYears)];
        if (types.Length == 0)
            return null;
        return (types, new(OutputKind.AggregateCurves, table.LossType, [.. types.Select(t => t == "ep" ? "" : "_" + t)], periods, exposed));
    }

    private IReadOnlyCollection<double> Select(string type, List<(int Event, double Loss)> losses) => type switch
    {
        "ep" => [.. losses.Select(l => l.Loss)],
        "aep" => [.. losses.GroupBy(l => events.Years![l.Event]).Select(y => y.Sum(l => l.Loss))],
        "oep" => [.. losses.GroupBy(l => events.Years![l.Event]).Select(y => y.Max(l => l.Loss))],
        _ => throw new InputException(ErrorCode.ParameterInvalid, $"unknown type of aggregate curve: {type}", "job.ini aggregate_loss_curves_types", "ep, aep, oep"),
    };
}

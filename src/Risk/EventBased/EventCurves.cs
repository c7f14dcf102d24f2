using Workers.Risk.Hazard;
using Workers.Risk.Job;

namespace Workers.Risk.EventBased;

/// <summary>
/// Curves by return period of any losses by event (risklib/scientific.py, <c>build_curve</c>); none for scenarios, nor
/// for less than two years.
/// </summary>
internal sealed class EventCurves
{
    private readonly EventTime _time;
    private readonly EventSet _events;
    private readonly RiskJob _job;

    /// <summary>Curves of a job.</summary>
    public EventCurves(EventTime time, EventSet events, RiskJob job)
    {
        _time = time;
        _events = events;
        _job = job;
        if (time.EffectiveTime is null || time.IsTooShort)
            return;
        ReturnPeriods = time.ReturnPeriods(job.Parameters)!;
        // With a single year the engine skips aep and oep silently (post_risk.py).
        var manyYears = events.Years?.Distinct().Take(2).Count() == 2;
        var types = job.Parameters.AggregateLossCurvesTypes;
        Columns = AggregateColumn.Select(types, job.LossAmplification is not null, manyYears);
    }

    /// <summary>Years.</summary>
    public IReadOnlyList<double> ReturnPeriods { get; } = [];

    /// <summary>What there are curves of.</summary>
    public AggregateColumn[] Columns { get; } = [];

    /// <summary>Losses at the return periods.</summary>
    /// <param name="column">What the curve is of.</param>
    /// <param name="realization">Position of the realization that the events are of.</param>
    /// <param name="events">Positions of events.</param>
    /// <param name="losses">Their losses.</param>
    public double[] At(
        AggregateColumn column,
        int realization,
        IReadOnlyList<int> events,
        IReadOnlyList<double> losses) =>
        // Yearly losses too are padded to the number of events, not of years: so the engine does it.
        LossCurveByPeriod.At(
            Sampled(column.Sample, events, losses),
            _time.Events[realization],
            _time.EffectiveTime!.Value,
            ReturnPeriods,
            column.Amplified ? _job.LossAmplification : null);

    private IReadOnlyCollection<double> Sampled(
        LossSample sample,
        IReadOnlyList<int> events,
        IReadOnlyList<double> losses)
    {
        if (sample == LossSample.Events)
            return losses;
        var byYear = new Dictionary<int, double>();
        for (var i = 0; i < losses.Count; i++)
        {
            var year = _events.Years![events[i]];
            var before = byYear.GetValueOrDefault(year, sample == LossSample.YearlySums ? 0 : double.NegativeInfinity);
            byYear[year] = sample == LossSample.YearlySums ? before + losses[i] : Math.Max(before, losses[i]);
        }
        return byYear.Values;
    }
}

using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;

namespace Workers.Risk.EventBased;

/// <summary>
/// How many events and years each realization has, and so what one event counts in an average. With collected
/// realizations there is one.
/// </summary>
internal sealed class EventTime
{
    private readonly Dictionary<int, int> _positions;

    public EventTime(RiskParameters parameters, GroundMotionInput hazard)
    {
        hazard.RequireInvestigationTime(parameters);
        var events = hazard.Fields.Events;
        // The engine's default: sampled realizations weigh the same, so they may be taken together.
        Collected = parameters.CollectRlzs ?? hazard.LogicTreeSamples > 1;
        if (Collected && hazard.Realizations.Count > 1)
            CheckCollected(parameters, hazard);
        Realizations = Collected ? [new Realization(0, 1)] : hazard.Realizations;
        _positions = hazard.Realizations.Select((r, i) => (r.Ordinal, i)).ToDictionary(
            p => p.Ordinal,
            p => Collected ? 0 : p.i);
        // Events without losses count too: they are in the denominator of every average.
        ByEvent = Array.ConvertAll(events.Realizations, PositionOf);
        Events = new int[Realizations.Count];
        foreach (var r in ByEvent)
            // Not the rows: an event without ground motion is an event.
            Events[r]++;

        var scenario = parameters.Mode.Hazard == ModeHazard.Scenario;
        // Losses of a scenario are those of an event, not of years.
        RiskTime = scenario ? null : parameters.RiskInvestigationTime ?? hazard.InvestigationTime;
        var collected = Collected ? hazard.Realizations.Count : 1;
        EffectiveTime = scenario ? null : hazard.InvestigationTime * hazard.SesPerLogicTreePath * collected;
        IsTooShort = EffectiveTimeOfAll < 2 && parameters.ReturnPeriods is not { Count: 0 };
        // A realization without events divides by 1: its sums are 0 anyhow.
        TimeRatio = [.. Events.Select(n => RiskTime / EffectiveTime ?? 1.0 / Math.Max(1, n))];
    }

    /// <summary>Position of a realization, from its ordinal.</summary>
    public int PositionOf(int realization) => _positions[realization];

    /// <summary>All realizations are treated as one.</summary>
    public bool Collected { get; }

    /// <summary>The realizations that results are given for.</summary>
    public IReadOnlyList<Realization> Realizations { get; }

    /// <summary>Position of the realization of each event.</summary>
    public int[] ByEvent { get; }

    /// <summary>Number of events of each realization, those without losses included.</summary>
    public int[] Events { get; }

    /// <summary>Years that results refer to; null for scenarios.</summary>
    public double? RiskTime { get; }

    /// <summary>Years that the events of a realization stand for; null for scenarios.</summary>
    public double? EffectiveTime { get; }

    /// <summary>
    /// What one event of a realization counts in an average: 1 / events for scenarios, else risk time / effective time.
    /// </summary>
    public double[] TimeRatio { get; }

    /// <summary>Years that the events of all realizations stand for; null for scenarios.</summary>
    public double? EffectiveTimeOfAll => EffectiveTime * Realizations.Count;

    /// <summary>
    /// For less than two years the engine gives no aggregates, unless no curves are asked for
    /// (<c>return_periods = 0</c>).
    /// </summary>
    public bool IsTooShort { get; }

    /// <summary>Return periods of curves; null for scenarios.</summary>
    /// <exception cref="InputException">A period is longer than the effective time.</exception>
    public IReadOnlyList<double>? ReturnPeriods(RiskParameters parameters)
    {
        if (EffectiveTime is not { } years)
            return null;
        var periods = parameters.ReturnPeriods switch
        {
            null => LossCurveByPeriod.DefaultReturnPeriods(years, Events.Max()),
            // return_periods = 0 asks for no curve; the engine then writes one point at 0.
            { Count: 0 } => [0],
            var stated => stated,
        };
        // Beyond the effective time there is nothing to read: an error in the engine too.
        return periods.All(t => t <= years) ? periods : throw ParameterErrors.PeriodTooLong(periods.Max(), years);
    }

    /// <summary>
    /// Collected events have no weights, so the engine wants a sampled logic tree, and no statistics but the mean
    /// (oqvalidation.py); damage it lets pass.
    /// </summary>
    private static void CheckCollected(RiskParameters parameters, GroundMotionInput hazard)
    {
        // Its damage calculator does not check.
        if (parameters.Mode is { Hazard: ModeHazard.EventSet, Gives: ModeResult.Damage })
            return;
        if (hazard.LogicTreeSamples == 0)
            throw ParameterErrors.CollectedWithWeights();
        if (parameters.Quantiles.Count > 0 || parameters.Std || parameters.Max)
            throw ParameterErrors.CollectedWithStatistics();
    }
}

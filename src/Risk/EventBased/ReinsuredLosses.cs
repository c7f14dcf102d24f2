using Workers.Risk.Hazard;
using Workers.Risk.Insurance;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// Reinsurance of the losses by event and policy: by event, averages by policy and of the portfolio, curves by return
/// period (post_risk.py, reinsurance.py). Policies are keys of <c>aggregate_by = policy</c>.
/// </summary>
internal sealed class ReinsuredLosses
{
    private readonly ReinsuranceModel _model;
    private readonly EventTime _time;
    private readonly EventSet _events;
    private readonly Dictionary<(int Realization, int Key), Settlement> _byPolicy = [];
    private readonly List<SettledEvent> _byEvent = [];
    private readonly ReinsuranceColumn[] _policyColumns;
    private readonly ReinsuranceColumn[] _columns;
    private readonly int _total;

    public ReinsuredLosses(
        ReinsuranceModel model,
        EventRows rows,
        Aggregation aggregation,
        EventTime time,
        EventSet events)
    {
        _model = model;
        _time = time;
        _events = events;
        _total = aggregation.Total;
        Settle(rows, PoliciesByKey(model, aggregation));
        // After settling: columns of overspills depend on it.
        _policyColumns = [.. PolicyColumns()];
        _columns = [.. EventColumns()];
    }

    /// <summary>By event; then for each realization by policy, of the portfolio, and its curves.</summary>
    public IEnumerable<RiskOutput> Outputs(IReadOnlyList<double>? returnPeriods)
    {
        yield return ByEvent();
        for (var r = 0; r < _time.Realizations.Count; r++)
        {
            yield return ByPolicy(r);
            Settlement[] settled = [.. _byEvent.Where(s => _time.ByEvent[s.Event] == r).Select(s => s.Settled)];
            if (settled.Length == 0)
                continue;
            yield return OfPortfolio(r, settled);
            if (returnPeriods is not null)
                yield return Curves(r, settled, returnPeriods);
        }
    }

    private void Settle(EventRows rows, Dictionary<int, ReinsuredPolicy> policies)
    {
        var reinsurance = new ReinsuranceOfEvents(_model);
        var row = 0;
        var e = 0;
        while (row < rows.EventIds.Length)
        {
            // Rows are in the order of events: one pass finds both.
            while (_events.Ids[e] != rows.EventIds[row])
                e++;
            var settled = new List<SettledPolicy>();
            for (; row < rows.EventIds.Length && rows.EventIds[row] == _events.Ids[e]; row++)
            {
                var key = rows.AggregateIds[row];
                // Rows of other aggregations and the total: not a policy.
                if (!policies.TryGetValue(key, out var policy))
                    continue;
                if (reinsurance.OfPolicy(policy, rows.Values[0][row]) is not { } settlement)
                    continue;
                settled.Add(new(policy, settlement));
                AddToPolicy(_time.ByEvent[e], key, settlement);
            }
            if (settled.Count > 0)
                _byEvent.Add(new(e, reinsurance.OfEvent(settled)));
        }
    }

    private void AddToPolicy(int realization, int key, Settlement settled)
    {
        if (!_byPolicy.TryGetValue((realization, key), out var sum))
        {
            sum = new(_model.Treaties.Count);
            _byPolicy[(realization, key)] = sum;
        }
        sum.Add(settled);
    }

    private EventTable ByEvent() => new(
        OutputKind.ReinsuranceByEvent,
        _model.LossTypes,
        NamesOf(_columns),
        [.. _byEvent.Select(s => _events.Ids[s.Event])],
        [.. _byEvent.Select(_ => _total)],
        [.. _columns.Select(c => _byEvent.Select(s => (float)c.Value(s.Settled)).ToArray())]);

    private AggregateTable ByPolicy(int realization)
    {
        var policies = _byPolicy.Where(p => p.Key.Realization == realization).OrderBy(p => p.Key.Key).ToArray();
        var ratio = _time.TimeRatio[realization];
        return new(
            OutputKind.ReinsuranceByPolicy,
            _model.LossTypes,
            realization,
            Statistic: null,
            NamesOf(_policyColumns),
            [.. policies.Select(p => p.Key.Key)],
            ReturnPeriods: null,
            [.. _policyColumns.Select(c => policies.Select(p => c.Value(p.Value) * ratio).ToArray())]);
    }

    private AggregateTable OfPortfolio(int realization, Settlement[] settled)
    {
        var ratio = _time.TimeRatio[realization];
        return new(
            OutputKind.ReinsuranceOfPortfolio,
            _model.LossTypes,
            realization,
            Statistic: null,
            NamesOf(_columns),
            [_total],
            ReturnPeriods: null,
            [.. _columns.Select(c => (double[])[settled.Sum(c.Value) * ratio])]);
    }

    private AggregateTable Curves(int realization, Settlement[] settled, IReadOnlyList<double> returnPeriods)
    {
        var events = _time.Events[realization];
        var years = _time.EffectiveTime!.Value;
        return new(
            OutputKind.ReinsuranceCurves,
            _model.LossTypes,
            realization,
            Statistic: null,
            NamesOf(_columns),
            [.. returnPeriods.Select(_ => _total)],
            [.. returnPeriods],
            Array.ConvertAll(_columns, Curve));

        double[] Curve(ReinsuranceColumn column) =>
            LossCurveByPeriod.At([.. settled.Select(column.Value)], events, years, returnPeriods);
    }

    private IEnumerable<ReinsuranceColumn> PolicyColumns()
    {
        yield return new("retention", s => s.Retention);
        yield return new("claim", s => s.Claim);
        for (var t = 0; t < _model.Treaties.Count; t++)
            // Catastrophe treaties pay for an event: no policy has a share in it.
            if (_model.Treaties[t].Kind != TreatyKind.CatastropheExcessOfLoss)
                yield return Cession(t);
    }

    /// <summary>Overspills have a column only if a treaty has any.</summary>
    private IEnumerable<ReinsuranceColumn> EventColumns()
    {
        yield return new("retention", s => s.Retention);
        yield return new("claim", s => s.Claim);
        for (var t = 0; t < _model.Treaties.Count; t++)
            yield return Cession(t);
        for (var t = 0; t < _model.Treaties.Count; t++)
            if (_byEvent.Exists(s => s.Settled.Overspills[t] > 0))
                yield return Overspill(t);
    }

    private ReinsuranceColumn Cession(int t) => new(_model.Treaties[t].Id, s => s.Cessions[t]);

    private ReinsuranceColumn Overspill(int t) => new("overspill_" + _model.Treaties[t].Id, s => s.Overspills[t]);

    private static string[] NamesOf(ReinsuranceColumn[] columns) => [.. columns.Select(c => c.Name)];

    /// <summary>Policies by the key of their losses; those that no asset of the area has are left out.</summary>
    private static Dictionary<int, ReinsuredPolicy> PoliciesByKey(ReinsuranceModel model, Aggregation aggregation)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < aggregation.Keys.Count; k++)
            if (aggregation.Keys[k].TagNames is ["policy"])
                // aggregate_by may name the policy twice; the first list counts.
                keys.TryAdd(aggregation.Keys[k].TagValues[0], k);
        return model.Policies.Where(p => keys.ContainsKey(p.Policy)).ToDictionary(p => keys[p.Policy]);
    }
}

/// <summary>A measure of reinsurance.</summary>
internal sealed record ReinsuranceColumn(string Name, Func<Settlement, double> Value);

/// <summary>Who pays what of an event.</summary>
/// <param name="Event">Position of the event.</param>
/// <param name="Settled">Who pays what.</param>
internal sealed record SettledEvent(int Event, Settlement Settled);

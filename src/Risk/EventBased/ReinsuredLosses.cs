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
    private readonly Dictionary<PolicyKey, Settlement> _byPolicy = [];
    private readonly List<EventSettlement> _byEvent = [];
    private readonly List<Column> _columns;
    private readonly int _total;

    /// <summary>A policy in a realization.</summary>
    /// <param name="Realization">Position of the realization.</param>
    /// <param name="Aggregate">The aggregation that is the policy.</param>
    private readonly record struct PolicyKey(int Realization, int Aggregate);

    /// <summary>Something that is settled.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="CurveName">
    /// Its name with AEP, OEP and amplification: the engine spells out only the plain one.
    /// </param>
    /// <param name="Value">Its value.</param>
    private sealed record Column(string Name, string CurveName, Func<Settlement, double> Value);

    /// <summary>Settles all events.</summary>
    /// <param name="model">Treaties and policies.</param>
    /// <param name="rows">Losses by event and aggregation that the policies cover.</param>
    /// <param name="aggregation">Has the policies.</param>
    /// <param name="time">What an event counts.</param>
    /// <param name="events">The events.</param>
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
        _columns =
        [
            .. PolicyColumns(TreatyKind.Proportional, TreatyKind.ExcessOfLoss, TreatyKind.CatastropheExcessOfLoss),
            .. Treaties.Where(t => _byEvent.Exists(s => s.Settled.Overspills[t] > 0)).Select(OverspillColumn),
        ];
    }

    private IEnumerable<int> Treaties => Enumerable.Range(0, _model.Treaties.Count);

    /// <summary>
    /// Tables by event, by policy, of the portfolio, and curves; for less than two years the first alone.
    /// </summary>
    public IEnumerable<RiskOutput> Outputs(EventCurves curves)
    {
        yield return ByEvent();
        if (_time.IsTooShort)
            yield break;
        for (var r = 0; r < _time.Realizations.Count; r++)
        {
            yield return ByPolicy(r);
            var settled = _byEvent.FindAll(s => _time.ByEvent[s.Event] == r);
            if (settled.Count == 0)
                continue;
            yield return Table(
                OutputKind.ReinsuranceOfPortfolio,
                r,
                [.. _columns.Select(c => c.Name)],
                [_total],
                null,
                [.. _columns.Select(c => (double[])[settled.Sum(s => c.Value(s.Settled)) * _time.TimeRatio[r]])]);
            if (_time.EffectiveTime is not null)
                yield return Curves(r, settled, curves);
        }
    }

    private EventTable ByEvent() => new(
        OutputKind.ReinsuranceByEvent,
        _model.LossTypes,
        [.. _columns.Select(c => c.Name)],
        [.. _byEvent.Select(s => _events.Ids[s.Event])],
        [.. _byEvent.Select(_ => _total)],
        [.. _columns.Select(c => _byEvent.Select(s => (float)c.Value(s.Settled)).ToArray())]);

    private AggregateTable ByPolicy(int realization)
    {
        var settled = _byPolicy.Where(p => p.Key.Realization == realization).OrderBy(p => p.Key.Aggregate).ToArray();
        var columns = PolicyColumns(TreatyKind.Proportional, TreatyKind.ExcessOfLoss).ToArray();
        return Table(
            OutputKind.ReinsuranceByPolicy,
            realization,
            [.. columns.Select(c => c.Name)],
            [.. settled.Select(p => p.Key.Aggregate)],
            null,
            [.. columns.Select(c => settled.Select(p => c.Value(p.Value) * _time.TimeRatio[realization]).ToArray())]);
    }

    private AggregateTable Curves(int realization, List<EventSettlement> settled, EventCurves curves)
    {
        int[] positions = [.. settled.Select(s => s.Event)];
        var measures = new List<string>();
        var values = new List<double[]>();
        foreach (var column in _columns)
        {
            double[] losses = [.. settled.Select(s => (double)(float)column.Value(s.Settled))];
            foreach (var curve in curves.Columns)
            {
                measures.Add(curve == AggregateColumn.Loss ? column.Name : curve.NameOf(column.CurveName));
                values.Add(curves.At(curve, realization, positions, losses));
            }
        }
        return Table(
            OutputKind.ReinsuranceCurves,
            realization,
            measures,
            [.. curves.ReturnPeriods.Select(_ => _total)],
            [.. curves.ReturnPeriods],
            [.. values]);
    }

    private AggregateTable Table(
        string kind,
        int realization,
        IReadOnlyList<string> measures,
        int[] keys,
        double[]? periods,
        double[][] values) =>
        new(kind, _model.LossTypes, realization, null, measures, keys, periods, values);

    private IEnumerable<Column> PolicyColumns(params TreatyKind[] kinds) =>
    [
        new("retention", "retention", s => s.Retention),
        new("claim", "claim", s => s.Claim),
        .. Treaties.Where(t => kinds.Contains(_model.Treaties[t].Kind))
            .Select(t => new Column(_model.Treaties[t].Id, _model.Treaties[t].Id, s => s.Cessions[t])),
    ];

    /// <summary>The engine numbers treaties with letters, and gives them their names where it exports them.</summary>
    private Column OverspillColumn(int treaty) => new(
        "overspill_" + _model.Treaties[treaty].Id,
        "over_" + (char)('A' + treaty),
        s => s.Overspills[treaty]);

    private void Settle(EventRows rows, Dictionary<int, ReinsuredPolicy> policies)
    {
        var reinsurance = new ReinsuranceOfEvents(_model);
        for (int row = 0, e = 0; row < rows.EventIds.Length;)
        {
            while (_events.Ids[e] != rows.EventIds[row])
                e++;
            var settled = new List<PolicySettlement>();
            for (; row < rows.EventIds.Length && rows.EventIds[row] == _events.Ids[e]; row++)
                if (policies.TryGetValue(rows.AggregateIds[row], out var policy)
                    && reinsurance.OfPolicy(policy, rows.Values[0][row]) is { } one)
                {
                    settled.Add(new(policy, one));
                    AddToPolicy(new(_time.ByEvent[e], rows.AggregateIds[row]), one);
                }
            if (settled.Count > 0)
                _byEvent.Add(new(e, reinsurance.OfEvent(settled)));
        }
    }

    private void AddToPolicy(PolicyKey key, Settlement settled)
    {
        if (!_byPolicy.TryGetValue(key, out var sum))
            _byPolicy[key] = sum = new(_model.Treaties.Count);
        sum.Add(settled);
    }

    /// <summary>Policies by the key of their losses; those that no asset of the area has are left out.</summary>
    private static Dictionary<int, ReinsuredPolicy> PoliciesByKey(ReinsuranceModel model, Aggregation aggregation)
    {
        var policies = model.Policies.ToDictionary(p => p.Policy);
        var byKey = new Dictionary<int, ReinsuredPolicy>();
        for (var k = 0; k < aggregation.Keys.Count; k++)
            if (aggregation.Keys[k].TagNames is ["policy"]
                && policies.TryGetValue(aggregation.Keys[k].TagValues[0], out var policy))
                byKey[k] = policy;
        return byKey;
    }
}

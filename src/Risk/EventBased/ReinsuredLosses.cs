using Workers.Risk.Hazard;
using Workers.Errors;
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
    private readonly Dictionary<(int Realization, int Key), Settlement> _byPolicy = [];
    private readonly List<(int Event, Settlement Settled)> _byEvent = [];
    private readonly string[] _policyMeasures;
    private readonly (string Name, Func<Settlement, double> Value)[] _columns;
    private readonly int _total;

    public ReinsuredLosses(
        ReinsuranceModel model,
        EventRows rows,
        Aggregation aggregation,
        EventTime time,
        EventSet events)
    {
        (_model, _time, _total) = (model, time, aggregation.Total);
        var policies = model.Policies.ToDictionary(p => KeyOf(p.Policy, aggregation));
        var reinsurance = new ReinsuranceOfEvents(model);
        for (int row = 0, e = 0; row < rows.EventIds.Length;)
        {
            while (events.Ids[e] != rows.EventIds[row])
                e++;
            var settled = new List<(ReinsuredPolicy, Settlement)>();
            for (; row < rows.EventIds.Length && rows.EventIds[row] == events.Ids[e]; row++)
                if (policies.TryGetValue(rows.AggregateIds[row], out var policy) && reinsurance.OfPolicy(policy, rows.Values[0][row]) is { } one)
                {
                    settled.Add((policy, one));
                    AddTo(_byPolicy, (time.ByEvent[e], rows.AggregateIds[row]), one);
                }
            if (settled.Count > 0)
                _byEvent.Add((e, reinsurance.OfEvent(settled)));
        }
        _policyMeasures = ["retention", "claim", .. Treaties(t => t.Kind != TreatyKind.CatastropheExcessOfLoss).Select(t => model.Treaties[t].Id)];
        _columns = [("retention", s => s.Retention), ("claim", s => s.Claim),
            .. Treaties(_ => true).Select(t => (model.Treaties[t].Id, new Func<Settlement, double>(s => s.Cessions[t]))),
            .. Treaties(_ => true).Where(t => _byEvent.Any(s => s.Settled.Overspills[t] > 0))
                .Select(t => ("overspill_" + model.Treaties[t].Id, new Func<Settlement, double>(s => s.Overspills[t])))];
    }

    public IEnumerable<RiskOutput> Outputs(EventSet events, IReadOnlyList<double>? returnPeriods)
    {
        string[] measures = [.. _columns.Select(c => c.Name)];
        yield return new EventTable(OutputKind.ReinsuranceByEvent, _model.LossTypes, measures, [.. _byEvent.Select(s => events.Ids[s.Event])],
            [.. _byEvent.Select(_ => _total)], [.. _columns.Select(c => _byEvent.Select(s => (float)c.Value(s.Settled)).ToArray())]);
        for (var r = 0; r < _time.Realizations.Count; r++)
        {
            var byPolicy = _byPolicy.Where(p => p.Key.Realization == r).OrderBy(p => p.Key.Key).ToArray();
            yield return new AggregateTable(OutputKind.ReinsuranceByPolicy, _model.LossTypes, r, null, _policyMeasures, [.. byPolicy.Select(p => p.Key.Key)], null,
                [.. PolicyColumns().Select(value => byPolicy.Select(p => value(p.Value) * _time.Share[r]).ToArray())]);

            Settlement[] inRealization = [.. _byEvent.Where(s => _time.ByEvent[s.Event] == r).Select(s => s.Settled)];
            if (inRealization.Length == 0)
                continue;
            yield return new AggregateTable(OutputKind.ReinsuranceOfPortfolio, _model.LossTypes, r, null, measures, [_total], null,
                [.. _columns.Select(c => (double[])[inRealization.Sum(c.Value) * _time.Share[r]])]);
            if (returnPeriods is not null)
                yield return new AggregateTable(OutputKind.ReinsuranceCurves, _model.LossTypes, r, null, measures, [.. returnPeriods.Select(_ => _total)], [.. returnPeriods],
                    [.. _columns.Select(c => LossCurveByPeriod.At([.. inRealization.Select(c.Value)], _time.Events[r], _time.EffectiveTime!.Value, returnPeriods))]);
        }
    }

    private IEnumerable<Func<Settlement, double>> PolicyColumns() =>
        [s => s.Retention, s => s.Claim, .. Treaties(t => t.Kind != TreatyKind.CatastropheExcessOfLoss).Select(t => new Func<Settlement, double>(s => s.Cessions[t]))];

    private IEnumerable<int> Treaties(Func<Treaty, bool> chosen) =>
        Enumerable.Range(0, _model.Treaties.Count).Where(t => chosen(_model.Treaties[t]));

    private void AddTo<TKey>(Dictionary<TKey, Settlement> sums, TKey key, Settlement settled) where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
            sums[key] = sum = new(_model.Treaties.Count);
        sum.Add(settled);
    }

    private static int KeyOf(string policy, Aggregation aggregation)
    {
        for (var k = 0; k < aggregation.Keys.Count; k++)
            if (aggregation.Keys[k].TagNames is ["policy"] && aggregation.Keys[k].TagValues[0] == policy)
                return k;
        throw InsuranceErrors.PolicyWithoutAssets(policy);
    }
}

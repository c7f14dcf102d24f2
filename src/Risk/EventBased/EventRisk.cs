using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>scenario_risk, event_based_risk and ebrisk: losses event by event, their averages, aggregates and curves.</summary>
internal static class EventRisk
{
    public static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var parameters = job.Parameters;
        var hazard = input.GroundMotion(parameters.Mode);
        var time = new EventTime(parameters, hazard);
        if (time.EffectiveTime is null && !parameters.Mode.StartsWith("scenario", StringComparison.Ordinal))
            throw new InputException(ErrorCode.HazardKindUnusable, $"{parameters.Mode} needs ground motion of a stochastic event set; this is a scenario without investigation time", expected: "the mode scenario_risk, or event based hazard");
        var warnings = new List<string>();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var aggregation = Aggregation.Of(assets, parameters.AggregateBy);
        var model = new EventLossModel(job, assets, hazard);

        var averages = model.Names.Select(_ => new AverageLosses(time, assets.Count)).ToArray();
        var tables = model.Names.Select(n => new AggregateLosses(n, aggregation, model.Ordinals, parameters.AssetCorrelation == 1)).ToArray();
        var events = hazard.Fields.Events;
        var gmvs = new GroundMotionByEvent(hazard.Fields);
        for (var e = 0; e < events.Count; e++)
        {
            cancel.ThrowIfCancellationRequested();
            model.Calculate(events.Ids[e], gmvs.At(e));
            for (var n = 0; n < model.Names.Length; n++)
            {
                averages[n].Add(time.ByEvent[e], model.Losses[n].Losses);
                foreach (var block in model.Blocks)
                    tables[n].Add(block, model.Losses[n]);
                tables[n].EndEvent(events.Ids[e]);
            }
        }

        var exposed = model.ValuesByOrdinal.Select(aggregation.Sum).ToArray();
        var outputs = new List<RiskOutput>();
        for (var n = 0; n < model.Names.Length; n++)
        {
            if (parameters.AvgLosses)
                outputs.AddRange(averages[n].Outputs(model.Names[n], model.Ordinals, parameters));
            double[] values = [.. Enumerable.Range(0, aggregation.Total + 1).Select(k => model.Exposed(n, exposed, k))];
            outputs.AddRange(new AggregateRisk(tables[n].Table(), time, events, job, values).Outputs());
        }
        return new(ResultAssets.Of(assets, model.ValuesByOrdinal), job.Exposure.TagNames, job.Vulnerability.LossTypes, time.Realizations,
            aggregation.Keys, outputs, hazard.InvestigationTime, time.RiskTime, warnings) { Events = events };
    }
}

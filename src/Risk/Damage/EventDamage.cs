using Workers.Risk.Assets;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// scenario_damage and event_based_damage: buildings in each damage state, and what that brings with it, event by event
/// (calculators/event_based_damage.py). The order of work is that of the engine: sites, taxonomies, loss types, events, assets.
/// </summary>
internal static class EventDamage
{
    public static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var (parameters, fragility) = (job.Parameters, job.Fragility);
        var hazard = input.GroundMotion(parameters.Mode);
        var time = new EventTime(parameters, hazard);
        if (time.EffectiveTime is null && parameters.Mode == "event_based_damage")
            throw new InputException(ErrorCode.HazardKindUnusable, "event_based_damage needs ground motion of a stochastic event set; this is a scenario without investigation time", expected: "the mode scenario_damage, or event based hazard");
        var imts = input.ImtPositions(fragility.Imts.Concat(parameters.SecondarySimulations.Keys));
        var warnings = new List<string>();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        if (parameters.DiscreteDamageDistribution)
            RequireWholeNumbers(assets);

        var aggregation = Aggregation.Of(assets, parameters.AggregateBy);
        var lossTypes = fragility.LossTypes.Select(lt => LossTypeDamage.Of(job, assets, lt, imts)).ToArray();
        string[] measures = [.. fragility.DamageStates, .. job.Consequences.Names];
        var numbers = assets.Values("number", parameters.TimeEvent);
        var sums = lossTypes.Select(_ => new DamageSums(measures, fragility.DamageStates.Count, time, numbers)).ToArray();
        var tables = lossTypes.Select(lt => new DamageByEvent(lt.Name, measures, aggregation, hazard.Fields.Events.Ids)).ToArray();
        (int, int)[] perils = [.. parameters.SecondarySimulations.Select(s => (imts[s.Key], s.Value))];

        foreach (var site in assets.Groups().GroupBy(g => g.Site).OrderBy(g => g.Key))
        {
            cancel.ThrowIfCancellationRequested();
            var events = new SiteEvents(hazard.Fields, site.Key, parameters, perils);
            foreach (var group in site)
                for (var l = 0; l < lossTypes.Length; l++)
                    new GroupDamage(lossTypes[l], group, events, numbers, time, fragility.DamageStates.Count).AddTo(sums[l], tables[l]);
        }

        var outputs = new List<RiskOutput>();
        var columns = RealizationColumn.Of(parameters, time.Realizations);
        for (var l = 0; l < lossTypes.Length; l++)
        {
            var averages = sums[l].Averages(columns);
            outputs.AddRange(averages.Outputs(lossTypes[l].Name, parameters.ModalDamageState ? fragility.DamageStates.Count : 0));
            if (time.EffectiveTime is not null)
                outputs.AddRange(sums[l].Consequences(lossTypes[l].Name, columns, averages));
            var table = tables[l].Table();
            outputs.Add(table);
            outputs.AddRange(new DamageAggregates(table, measures, fragility.DamageStates.Count, time, hazard.Fields.Events, job, aggregation.Sum(numbers),
                [.. lossTypes[l].Consequences.Select(c => aggregation.Sum(c.Values))]).Outputs());
        }
        return new(DamagedAssets.Of(assets, fragility.LossTypes), job.Exposure.TagNames, fragility.LossTypes, time.Realizations, aggregation.Keys, outputs,
            hazard.InvestigationTime, time.RiskTime, warnings)
        { Events = hazard.Fields.Events };
    }

    private static void RequireWholeNumbers(AssetCollection assets)
    {
        if (assets.Assets.FirstOrDefault(a => a.Number != MathF.Floor(a.Number)) is { } asset)
            throw new InputException(ErrorCode.AssetInvalid, $"discrete_damage_distribution counts whole buildings; the asset has {asset.Number} of them",
                $"asset {asset.Id}", "a whole number");
    }
}

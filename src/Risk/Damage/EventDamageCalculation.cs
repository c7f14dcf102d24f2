using Workers.Risk.Assets;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// scenario_damage and event_based_damage: buildings in each damage state, and what that brings with it, event by event
/// (calculators/event_based_damage.py). The order of work is the engine's: sites, taxonomies, loss types, events,
/// assets: the random numbers of an event are its own at each site.
/// </summary>
public sealed class EventDamageCalculation : EventCalculation
{
    private readonly RiskJob _job;
    private readonly GroundMotionInput _hazard;
    private readonly EventTime _time;
    private readonly AssetCollection _assets;
    private readonly AssetGroup[][] _sites;
    private readonly Aggregation _aggregation;
    private readonly LossTypeDamage[] _lossTypes;
    private readonly string[] _measures;
    private readonly (int Imt, int Simulations)[] _perils;
    private readonly float[] _numbers;
    private readonly List<string> _warnings;

    /// <summary>Plans a calculation.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public EventDamageCalculation(RiskJob job, GroundMotionInput hazard)
    {
        _job = job;
        _hazard = hazard;
        _warnings = [.. job.Parameters.Warnings];
        _time = new(job.Parameters, hazard);
        var simulated = job.Parameters.SecondarySimulations;
        var imts = hazard.ImtPositions(job.UsedImts(job.Fragility).Concat(simulated.Keys));
        _assets = AssetAssociation.Collect(job, hazard.Sites, _warnings);
        // Buildings are drawn one by one: half a building cannot be.
        if (job.Parameters.DiscreteDamageDistribution)
            RequireWholeNumbers(_assets);
        // Sites first, unlike for losses: generators belong to a site here.
        _sites = [.. _assets.Groups().GroupBy(g => g.Site).OrderBy(g => g.Key).Select(g => g.ToArray())];
        _aggregation = Aggregation.Create(_assets, job.Parameters.AggregateBy);
        _lossTypes = [.. job.Fragility.LossTypes.Select(lt => LossTypeDamage.Create(job, _assets, lt, imts))];
        _measures = [.. job.Fragility.DamageStates, .. job.Consequences.Names];
        _perils = [.. simulated.Select(s => (imts[s.Key], s.Value))];
        _numbers = _assets.Values("number", job.Parameters.TimeEvent);
        Blocks = EventRange.Blocks(
            hazard.Fields.Events.Count,
            (long)_assets.Count * _lossTypes.Length,
            (long)hazard.Sites.Count * hazard.Imts.Count);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> LossTypes => _job.Fragility.LossTypes;

    /// <inheritdoc/>
    public override IReadOnlyList<EventRange> Blocks { get; }

    /// <inheritdoc/>
    public override long MaxRows => _aggregation.RowsOf(_hazard.Fields.Events.Count, _assets.Count);

    private int States => _job.Fragility.DamageStates.Count;

    /// <inheritdoc/>
    public override EventBlock[] Calculate(IGroundMotion motion, EventRange range, CancellationToken cancel = default)
    {
        // Hazard ordinals become positions among the results' realizations once, not for each asset.
        var realizations = Array.ConvertAll(
            motion.Events.Realizations[range.First..(range.First + range.Count)],
            _time.PositionOf);
        var ids = motion.Events.Ids[range.First..(range.First + range.Count)];
        var sums = Array.ConvertAll(
            _lossTypes,
            _ => new DamageSums(_time.Realizations.Count, _assets.Count, _measures.Length));
        var rows = Array.ConvertAll(_lossTypes, _ => new DamageByEvent(_measures.Length - 1, _aggregation, ids));
        foreach (var site in _sites)
        {
            cancel.ThrowIfCancellationRequested();
            var events = new SiteEvents(motion, range, site[0].Site, _job.Parameters, _perils);
            foreach (var group in site)
                for (var l = 0; l < _lossTypes.Length; l++)
                {
                    var damage = new GroupDamage(_lossTypes[l], group, events, _numbers, States);
                    damage.AddTo(sums[l], rows[l], realizations);
                }
        }
        return [.. rows.Zip(sums, (r, s) => new EventBlock(r.Rows(), s.ByRealization))];
    }

    /// <inheritdoc/>
    public override RiskResults Frame() => new(
        DamagedAssets.From(_assets, _job.Fragility.LossTypes),
        _job.Exposure.TagNames,
        _job.Fragility.LossTypes,
        _hazard.Realizations,
        _aggregation.Keys,
        [],
        _hazard.InvestigationTime,
        _time.RiskTime,
        _warnings)
    {
        Events = _hazard.Fields.Events,
    };

    /// <inheritdoc/>
    public override IEnumerable<RiskOutput> Outputs(IEventBlocks blocks)
    {
        for (var l = 0; l < _lossTypes.Length; l++)
            foreach (var output in Outputs(_lossTypes[l], EventBlock.Join(blocks.Of(l), blocks.Rows(l))))
                yield return output;
    }

    private IEnumerable<RiskOutput> Outputs(LossTypeDamage lossType, EventBlock whole)
    {
        var averages = new DamageAverages(whole.Sums, _measures, States, _time, _numbers);
        var columns = RealizationColumn.Select(_job.Parameters, _time.Realizations);
        foreach (var output in averages.Outputs(lossType.Name, columns, _job.Parameters.ModalDamageState))
            yield return output;
        // avg_risk is an export of event based damage only; scenarios have none.
        if (_time.EffectiveTime is not null)
            foreach (var output in averages.Risk(lossType.Name, columns, _hazard.Realizations.Count))
                yield return output;

        // What is undamaged is not in the rows.
        var table = new EventTable(
            OutputKind.RiskByEvent,
            lossType.Name,
            [.. _measures.Skip(1)],
            whole.Rows.EventIds,
            whole.Rows.AggregateIds,
            whole.Rows.Values);
        yield return table;
        var aggregates = new DamageAggregates(
            table,
            _measures,
            States,
            _time,
            _hazard.Fields.Events,
            _job,
            _aggregation.Sum(_numbers),
            [.. lossType.Consequences.Select(c => _aggregation.Sum(c.Values))]);
        foreach (var output in aggregates.Outputs())
            yield return output;
    }

    private static void RequireWholeNumbers(AssetCollection assets)
    {
        foreach (var asset in assets.Assets)
            // The engine refuses them too (calculators/event_based_damage.py).
            if (asset.Number != MathF.Floor(asset.Number))
                throw ExposureErrors.NotWholeNumber(asset.Number, asset.Id);
    }
}

using Workers.Risk.Assets;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// scenario_damage and event_based_damage: buildings in each damage state, and what that brings with it, event by event
/// (calculators/event_based_damage.py). The order of work is the engine's: sites, taxonomies, loss types, events, assets. Cut into blocks of
/// events, which may be calculated anywhere and at any time: the random numbers of an event are its own at each site.
/// </summary>
public sealed class EventDamageCalculation
{
    private const int AssetsTimesEventsOfBlock = 100_000_000;

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
    private readonly List<string> _warnings = [];

    /// <summary>Plans a calculation.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public EventDamageCalculation(RiskJob job, GroundMotionInput hazard)
    {
        (_job, _hazard) = (job, hazard);
        _time = new(job.Parameters, hazard);
        var simulated = job.Parameters.SecondarySimulations;
        var imts = hazard.ImtPositions(job.Fragility.Imts.Concat(simulated.Keys));
        _assets = AssetAssociation.Collect(job, hazard.Sites, _warnings);
        if (job.Parameters.DiscreteDamageDistribution)
            RequireWholeNumbers(_assets);
        _sites = [.. _assets.Groups().GroupBy(g => g.Site).OrderBy(g => g.Key).Select(g => g.ToArray())];
        _aggregation = Aggregation.Of(_assets, job.Parameters.AggregateBy);
        _lossTypes = [.. job.Fragility.LossTypes.Select(lt => LossTypeDamage.Of(job, _assets, lt, imts))];
        _measures = [.. job.Fragility.DamageStates, .. job.Consequences.Names];
        _perils = [.. simulated.Select(s => (imts[s.Key], s.Value))];
        _numbers = _assets.Values("number", job.Parameters.TimeEvent);
        Blocks = EventRange.Cut(hazard.Fields.Events.Count, Math.Clamp(AssetsTimesEventsOfBlock / _assets.Count, 64, 16_384));
    }

    /// <summary>The blocks to calculate, by position of the events of the hazard.</summary>
    public IReadOnlyList<EventRange> Blocks { get; }

    private int States => _job.Fragility.DamageStates.Count;

    /// <summary>Calculates a block; calls may run at the same time.</summary>
    /// <param name="motion">Ground motion that has the events of the block, and the sites and IMTs of the hazard.</param>
    /// <param name="range">Where the events of the block are in <paramref name="motion"/>.</param>
    /// <param name="cancel">Stops between sites.</param>
    public DamageBlock Calculate(IGroundMotion motion, EventRange range, CancellationToken cancel = default)
    {
        var realizations = Array.ConvertAll(motion.Events.Realizations[range.First..(range.First + range.Count)], _time.PositionOf);
        var ids = motion.Events.Ids[range.First..(range.First + range.Count)];
        var sums = Array.ConvertAll(_lossTypes, _ => new DamageSums(_time.Realizations.Count, _assets.Count, _measures.Length));
        var rows = Array.ConvertAll(_lossTypes, _ => new DamageByEvent(_measures.Length - 1, _aggregation, ids));
        foreach (var site in _sites)
        {
            cancel.ThrowIfCancellationRequested();
            var events = new SiteEvents(motion, range, site[0].Site, _job.Parameters, _perils);
            foreach (var group in site)
                for (var l = 0; l < _lossTypes.Length; l++)
                    new GroupDamage(_lossTypes[l], group, events, _numbers, States).AddTo(sums[l], rows[l], realizations);
        }
        return new(Array.ConvertAll(rows, r => r.Rows()), Array.ConvertAll(sums, s => s.ByRealization));
    }

    /// <summary>Puts the blocks together, in the order of <see cref="Blocks"/>.</summary>
    public RiskResults Complete(IReadOnlyList<DamageBlock> blocks)
    {
        var outputs = new List<RiskOutput>();
        var columns = RealizationColumn.Of(_job.Parameters, _time.Realizations);
        var numbers = _aggregation.Sum(_numbers);
        for (var l = 0; l < _lossTypes.Length; l++)
        {
            var name = _lossTypes[l].Name;
            var averages = new DamageAverages([.. blocks.Select(b => b.Sums[l])], _measures, States, _time, _numbers);
            outputs.AddRange(averages.Outputs(name, columns, _job.Parameters.ModalDamageState));
            if (_time.EffectiveTime is not null)
                outputs.AddRange(averages.Risk(name, columns, _hazard.Realizations.Count));
            var table = DamageRows.Concat([.. blocks.Select(b => b.Rows[l])]).Table(name, _measures);
            outputs.Add(table);
            outputs.AddRange(new DamageAggregates(table, _measures, States, _time, _hazard.Fields.Events, _job, numbers,
                [.. _lossTypes[l].Consequences.Select(c => _aggregation.Sum(c.Values))]).Outputs());
        }
        return new(DamagedAssets.Of(_assets, _job.Fragility.LossTypes), _job.Exposure.TagNames, _job.Fragility.LossTypes, _time.Realizations,
            _aggregation.Keys, outputs, _hazard.InvestigationTime, _time.RiskTime, _warnings)
        { Events = _hazard.Fields.Events };
    }

    internal static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var hazard = input.GroundMotion(job.Parameters.Mode);
        var calculation = new EventDamageCalculation(job, hazard);
        return calculation.Complete([.. calculation.Blocks.Select(block => calculation.Calculate(hazard.Fields, block, cancel))]);
    }

    private static void RequireWholeNumbers(AssetCollection assets)
    {
        if (assets.Assets.FirstOrDefault(a => a.Number != MathF.Floor(a.Number)) is { } asset)
            throw new InputException(ErrorCode.AssetInvalid, $"discrete_damage_distribution counts whole buildings; the asset has {asset.Number} of them",
                $"asset {asset.Id}", "a whole number");
    }
}

using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// scenario_risk, event_based_risk and ebrisk: losses event by event, then their averages, aggregates and curves. Cut into blocks of events,
/// which may be calculated anywhere and at any time; the random numbers of an event are its own.
/// </summary>
public sealed class EventRiskCalculation
{
    private const int AssetsTimesEventsOfBlock = 100_000_000;

    private readonly RiskJob _job;
    private readonly GroundMotionInput _hazard;
    private readonly EventTime _time;
    private readonly AssetCollection _assets;
    private readonly Aggregation _aggregation;
    private readonly List<string> _warnings = [];

    /// <summary>Plans a calculation.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public EventRiskCalculation(RiskJob job, GroundMotionInput hazard)
    {
        (_job, _hazard) = (job, hazard);
        _time = new(job.Parameters, hazard);
        _assets = AssetAssociation.Collect(job, hazard.Sites, _warnings);
        _aggregation = Aggregation.Of(_assets, job.Parameters.AggregateBy);
        LossTypes = NewModel().Names;
        if (job.Reinsurance is { } reinsurance && !LossTypes.Contains(reinsurance.LossTypes))
            throw new InputException(ErrorCode.ParameterInvalid, $"reinsurance refers to {reinsurance.LossTypes}, which is not calculated", "job.ini reinsurance_file",
                $"one of {string.Join(", ", LossTypes)}; sums of loss types need total_losses");
        Blocks = EventRange.Cut(hazard.Fields.Events.Count, Math.Clamp(AssetsTimesEventsOfBlock / _assets.Count, 64, 16_384));
    }

    /// <summary>Loss types, and what is derived from them, in the order of the parts of an <see cref="EventBlock"/>.</summary>
    public IReadOnlyList<string> LossTypes { get; }

    /// <summary>The blocks to calculate, by position of the events of the hazard.</summary>
    public IReadOnlyList<EventRange> Blocks { get; }

    /// <summary>Calculates a block; calls may run at the same time.</summary>
    /// <param name="motion">Ground motion that has the events of the block, and the sites and IMTs of the hazard.</param>
    /// <param name="range">Where the events of the block are in <paramref name="motion"/>.</param>
    /// <param name="cancel">Stops between events.</param>
    public EventBlock Calculate(IGroundMotion motion, EventRange range, CancellationToken cancel = default)
    {
        var model = NewModel();
        var sums = model.Names.Select(_ => new double[_time.Realizations.Count][]).ToArray();
        var tables = model.Names.Select(_ => new AggregateLosses(_aggregation, model.Ordinals, _job.Parameters.AssetCorrelation == 1)).ToArray();
        var gmvs = new GroundMotionByEvent(motion);
        for (var e = range.First; e < range.First + range.Count; e++)
        {
            cancel.ThrowIfCancellationRequested();
            var (id, realization) = (motion.Events.Ids[e], _time.PositionOf(motion.Events.Realizations[e]));
            model.Calculate(id, gmvs.At(e));
            for (var n = 0; n < model.Names.Length; n++)
            {
                Sums.Add(model.Losses[n].Losses, sums[n][realization] ??= new double[_assets.Count]);
                foreach (var block in model.Blocks)
                    tables[n].Add(block, model.Losses[n]);
                tables[n].EndEvent(id);
            }
        }
        return new([.. tables.Select(t => t.Rows())], [.. sums.Select(s => Array.ConvertAll(s, r => AverageLosses.ByOrdinal(r, model.Ordinals)))]);
    }

    /// <summary>Puts the blocks together, in the order of <see cref="Blocks"/>.</summary>
    public RiskResults Complete(IReadOnlyList<EventBlock> blocks)
    {
        var model = NewModel();
        var exposed = model.ValuesByOrdinal.Select(_aggregation.Sum).ToArray();
        var outputs = new List<RiskOutput>();
        for (var n = 0; n < LossTypes.Count; n++)
        {
            if (_job.Parameters.AvgLosses)
                outputs.AddRange(AverageLosses.Outputs(LossTypes[n], [.. blocks.Select(b => b.Sums[n])], _assets.Count, _time, _job.Parameters));
            double[] values = [.. Enumerable.Range(0, _aggregation.Total + 1).Select(k => model.Exposed(n, exposed, k))];
            var rows = LossRows.Concat(blocks.Select(b => b.Rows[n]));
            outputs.AddRange(new AggregateRisk(LossTypes[n], rows, _time, _hazard.Fields.Events, _job, values).Outputs());
            if (_job.Reinsurance is { } treaties && treaties.LossTypes == LossTypes[n])
                outputs.AddRange(new ReinsuredLosses(treaties, rows, _aggregation, _time, _hazard.Fields.Events).Outputs(_hazard.Fields.Events, _time.ReturnPeriods(_job.Parameters)));
        }
        return new(ResultAssets.Of(_assets, model.ValuesByOrdinal), _job.Exposure.TagNames, _job.Vulnerability.LossTypes, _time.Realizations,
            _aggregation.Keys, outputs, _hazard.InvestigationTime, _time.RiskTime, _warnings)
        { Events = _hazard.Fields.Events };
    }

    internal static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var hazard = input.GroundMotion(job.Parameters.Mode);
        var calculation = new EventRiskCalculation(job, hazard);
        return calculation.Complete([.. calculation.Blocks.Select(block => calculation.Calculate(hazard.Fields, block, cancel))]);
    }

    private EventLossModel NewModel() => new(_job, _assets, _hazard);
}

using System.Collections.Concurrent;
using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// scenario_risk, event_based_risk and ebrisk: losses event by event, then their averages, aggregates and curves.
/// </summary>
public sealed class EventRiskCalculation : EventCalculation
{
    private readonly RiskJob _job;
    private readonly GroundMotionInput _hazard;
    private readonly EventTime _time;
    private readonly AssetCollection _assets;
    private readonly Aggregation _aggregation;
    private readonly List<string> _warnings;
    private readonly ArrangedAssets _arranged;
    // Models hold buffers of all assets: too large to make for each block.
    private readonly ConcurrentBag<EventLossModel> _models = [];

    /// <summary>
    /// The losses that reinsurance is of: claims where assets have deductibles (post_risk.py), else those it names.
    /// </summary>
    private readonly string? _reinsured;

    /// <summary>Plans a calculation.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public EventRiskCalculation(RiskJob job, GroundMotionInput hazard)
    {
        _job = job;
        _hazard = hazard;
        _warnings = [.. job.Parameters.Warnings];
        _time = new(job.Parameters, hazard);
        _assets = AssetAssociation.Collect(job, hazard.Sites, _warnings);
        if (_time.EffectiveTime is not null && hazard.Fields.Events.Ruptures?.Distinct().Skip(1).Any() == true)
        {
            // The engine writes src_loss; its absence must not go unnoticed.
            _warnings.Add(
                "there are no losses by source (src_loss): " +
                "archived ground motion does not say which source a rupture is of");
        }
        _aggregation = Aggregation.Create(_assets, job.Parameters.AggregateBy);
        _arranged = ArrangedAssets.Create(job, _assets);
        LossTypes = WithModel(model => model.Names);
        // At planning, not after hours of blocks.
        if (job.Reinsurance is { } reinsurance && !LossTypes.Contains(reinsurance.LossTypes))
            throw ParameterErrors.ReinsuredLossNotCalculated(reinsurance.LossTypes, LossTypes);
        _reinsured = LossTypes.Contains(DerivedLossType.Claim) ? DerivedLossType.Claim : job.Reinsurance?.LossTypes;
        Blocks = EventRange.Blocks(
            hazard.Fields.Events.Count,
            (long)_assets.Count * LossTypes.Count,
            (long)hazard.Sites.Count * hazard.Imts.Count);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> LossTypes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<EventRange> Blocks { get; }

    /// <inheritdoc/>
    public override long MaxRows => _aggregation.RowsOf(_hazard.Fields.Events.Count, _assets.Count);

    /// <inheritdoc/>
    public override EventBlock[] Calculate(
        IGroundMotion motion,
        EventRange range,
        CancellationToken cancel = default) =>
        WithModel(model => Calculate(model, motion, range, cancel));

    private EventBlock[] Calculate(
        EventLossModel model,
        IGroundMotion motion,
        EventRange range,
        CancellationToken cancel)
    {
        var sums = model.Names.Select(_ => new double[_time.Realizations.Count][]).ToArray();
        var correlated = _job.Parameters.AssetCorrelation == 1;
        var tables = Array.ConvertAll(model.Names, _ => new AggregateLosses(_aggregation, model.Ordinals, correlated));
        var gmvs = new GroundMotionByEvent(motion);
        // In order: sums over events round by their order.
        for (var e = range.First; e < range.First + range.Count; e++)
        {
            cancel.ThrowIfCancellationRequested();
            var id = motion.Events.Ids[e];
            var realization = _time.PositionOf(motion.Events.Realizations[e]);
            model.Calculate(id, gmvs.At(e));
            for (var n = 0; n < model.Names.Length; n++)
            {
                Sums.Add(model.Losses[n].Losses, sums[n][realization] ??= new double[_assets.Count]);
                // By taxonomy, because correlated variances are squared inside one.
                foreach (var group in model.Groups)
                    tables[n].Add(group, model.Losses[n]);
                // Rows come in the order of events, which all that reads them relies on.
                tables[n].EndEvent(id);
            }
        }
        // Sums are of all assets: they are arranged where they are.
        var scratch = new double[_assets.Count];
        foreach (var sum in sums.SelectMany(byRealization => byRealization))
            AverageLosses.ToOrdinals(sum, model.Ordinals, scratch);
        return [.. tables.Zip(sums, (table, ofTable) => new EventBlock(table.Rows(), ofTable))];
    }

    /// <inheritdoc/>
    public override RiskResults Frame() => new(
        ResultAssets.From(_assets, WithModel(model => model.ValuesByOrdinal)),
        _job.Exposure.TagNames,
        _job.Vulnerability.LossTypes,
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
        var exposed = WithModel(Exposed);
        for (var n = 0; n < LossTypes.Count; n++)
        {
            foreach (var output in Outputs(LossTypes[n], EventBlock.Join(blocks.Of(n), blocks.Rows(n)), exposed[n]))
                yield return output;
        }
    }

    /// <summary>What can be lost, by name and aggregation.</summary>
    private double[][] Exposed(EventLossModel model)
    {
        var sums = model.ValuesByOrdinal.Select(_aggregation.Sum).ToArray();
        var exposed = new double[model.Names.Length][];
        for (var n = 0; n < exposed.Length; n++)
        {
            exposed[n] = new double[_aggregation.Total + 1];
            for (var k = 0; k < exposed[n].Length; k++)
                exposed[n][k] = model.Exposed(n, sums, k);
        }
        return exposed;
    }

    private IEnumerable<RiskOutput> Outputs(string lossType, EventBlock whole, double[] exposed)
    {
        var parameters = _job.Parameters;
        var events = _hazard.Fields.Events;
        IEnumerable<RiskOutput> outputs = [];
        if (parameters.AvgLosses)
            outputs = AverageLosses.Outputs(lossType, whole.Sums, _assets.Count, _time, parameters);
        outputs = outputs.Concat(new AggregateRisk(lossType, whole.Rows, _time, events, _job, exposed).Outputs());
        if (_job.Reinsurance is { } treaties && lossType == _reinsured)
        {
            var reinsured = new ReinsuredLosses(treaties, whole.Rows, _aggregation, _time, events);
            outputs = outputs.Concat(reinsured.Outputs(new EventCurves(_time, events, _job)));
        }
        return outputs;
    }

    /// <summary>
    /// A model serves one block at a time; it is made once for as many as are calculated at the same time.
    /// </summary>
    private T WithModel<T>(Func<EventLossModel, T> use)
    {
        var model = _models.TryTake(out var idle) ? idle : new EventLossModel(_job, _assets, _arranged, _hazard);
        try
        {
            return use(model);
        }
        finally
        {
            // Also after an error: the next event overwrites what is left in it.
            _models.Add(model);
        }
    }
}

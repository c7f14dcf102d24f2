using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Job;

namespace Workers.Risk.EventBased;

/// <summary>
/// Losses of every asset in one event. The order of work is that of the engine's random draws: taxonomies, loss types,
/// mapped functions, sites, assets.
/// </summary>
internal sealed class EventLossModel
{
    private readonly LossTypeModel[] _lossTypes;
    private readonly DerivedLosses[] _derived;
    private readonly long _seed;

    public EventLossModel(RiskJob job, AssetCollection assets, ArrangedAssets arranged, GroundMotionInput hazard)
    {
        _seed = job.Parameters.MasterSeed;
        (Groups, Ordinals) = (arranged.Groups, arranged.Ordinals);
        var imts = hazard.ImtPositions(job.UsedImts(job.Vulnerability));
        _lossTypes =
            [.. job.Vulnerability.LossTypes.Select(lt => LossTypeModel.Create(job, assets, arranged, lt, imts))];
        _derived = DerivedLosses.Create(job, assets, Ordinals, _lossTypes);
        Names = [.. _lossTypes.Select(t => t.Name), .. _derived.Select(d => d.Name)];
        Losses = [.. _lossTypes.Select(t => t.Losses), .. _derived.Select(d => d.Losses)];
    }

    /// <summary>The assets by taxonomy and site.</summary>
    public TaxonomyGroup[] Groups { get; }

    /// <summary>Ordinal of each position.</summary>
    public int[] Ordinals { get; }

    /// <summary>Loss types, then what is derived from them.</summary>
    public string[] Names { get; }

    /// <summary>Losses of the current event, in the order of <see cref="Names"/>.</summary>
    public EventLosses[] Losses { get; }

    /// <summary>Exposed values by ordinal of the loss types that are not derived.</summary>
    public IReadOnlyList<float[]> ValuesByOrdinal => [.. _lossTypes.Select(t => t.ByOrdinal)];

    /// <summary>Exposed value of each name, from the sums of the values of the loss types.</summary>
    public double Exposed(int name, IReadOnlyList<double[]> sums, int key) =>
        name < _lossTypes.Length ? sums[name][key] : _derived[name - _lossTypes.Length].Parts.Sum(p => sums[p][key]);

    /// <summary>Calculates the losses of an event.</summary>
    /// <param name="eventId">Id of the event: it seeds the random numbers.</param>
    /// <param name="gmvs"><c>gmvs[imt][site]</c>; NaN where there is no value.</param>
    public void Calculate(long eventId, float[][] gmvs)
    {
        // Master seed + event id, so that an event draws the same in any block.
        var draws = new EventDraws(_seed + eventId);
        // Taxonomies outside, loss types inside: the other way round, numbers would go to other losses.
        foreach (var group in Groups)
        {
            foreach (var lossType in _lossTypes)
                lossType.Calculate(group, gmvs, draws);
            foreach (var derived in _derived)
                derived.Calculate(group, Losses);
        }
    }
}

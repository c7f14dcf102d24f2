using Workers.Risk.Assets;
using Workers.Risk.Statistics;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>
/// The event loss table of one loss type: losses and variances by event and aggregation. Sums are formed in double, in
/// an order that the assets alone fix, and kept as float32 (calculators/event_based_risk.py). Variances of fully
/// correlated assets add up as deviations within a taxonomy.
/// </summary>
internal sealed class AggregateLosses(Aggregation aggregation, int[] ordinals, bool correlated)
{
    private readonly int[][] _keys = [.. aggregation.ByAsset.Select(keys => Array.ConvertAll(ordinals, o => keys[o]))];
    private readonly double[] _losses = new double[aggregation.Total + 1];
    private readonly double[] _variances = new double[aggregation.Total + 1];
    private readonly double[] _deviations = new double[aggregation.Total + 1];
    private readonly List<long> _events = [];
    private readonly List<int> _aggregates = [];
    private readonly List<float> _loss = [];
    private readonly List<float> _variance = [];

    /// <summary>Adds the losses of the assets of a taxonomy in the current event.</summary>
    public void Add(TaxonomyGroup group, EventLosses losses)
    {
        AddTotal(
            losses.Losses.AsSpan(group.Start, group.End - group.Start),
            // Without uncertainty variances are 0: half of the sums is spared.
            losses.Vary ? losses.Variances.AsSpan(group.Start, group.End - group.Start) : []);
        foreach (var keys in _keys)
            for (var p = group.Start; p < group.End; p++)
                // Most assets lose nothing in most events.
                if (losses.Losses[p] != 0 || losses.Variances[p] != 0)
                    Add(keys[p], losses.Losses[p], losses.Variances[p]);
        // Squared taxonomy by taxonomy: only inside one do assets share a draw.
        for (var k = 0; correlated && k < _deviations.Length; k++)
        {
            _variances[k] += _deviations[k] * _deviations[k];
            _deviations[k] = 0;
        }
    }

    /// <summary>Writes the rows of the event and starts the next one.</summary>
    public void EndEvent(long eventId)
    {
        for (var k = 0; k < _losses.Length; k++)
        {
            // The engine has no row for an event without losses.
            if (_losses[k] == 0 && _variances[k] == 0)
                continue;
            _events.Add(eventId);
            _aggregates.Add(k);
            _loss.Add((float)_losses[k]);
            _variance.Add((float)_variances[k]);
            _losses[k] = _variances[k] = 0;
        }
    }

    /// <summary>The rows of all events so far.</summary>
    public EventRows Rows() => new([.. _events], [.. _aggregates], [[.. _loss], [.. _variance]]);

    private void AddTotal(ReadOnlySpan<double> losses, ReadOnlySpan<double> variances)
    {
        _losses[aggregation.Total] += Sums.Total(losses);
        if (correlated)
            _deviations[aggregation.Total] += Sums.TotalOfRoots(variances);
        else
            _variances[aggregation.Total] += Sums.Total(variances);
    }

    private void Add(int key, double loss, double variance)
    {
        _losses[key] += loss;
        if (correlated)
            _deviations[key] += Math.Sqrt(variance);
        else
            _variances[key] += variance;
    }
}

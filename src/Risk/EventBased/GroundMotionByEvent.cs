using Workers.Risk.Hazard;

namespace Workers.Risk.EventBased;

/// <summary>Ground motion turned from rows of events into rows of sites, some events at a time, so that memory is read in order.</summary>
internal sealed class GroundMotionByEvent(IGroundMotion fields)
{
    private readonly float[][][] _rows = new float[Math.Clamp(MostValues / Math.Max(1, fields.Imts.Count * fields.Sites.Count), 8, 32)][][];
    private int _first = -1;

    /// <summary>Values that are turned at once, so that they stay in the cache.</summary>
    private const int MostValues = 1_000_000;

    /// <summary>Values at an event: <c>[imt][site]</c>, valid until the next call.</summary>
    public float[][] At(int e)
    {
        if (_first < 0 || e < _first || e >= _first + _rows.Length)
            Turn(e);
        return _rows[e - _first];
    }

    private void Turn(int first)
    {
        _first = first;
        var count = Math.Min(_rows.Length, fields.Events.Count - first);
        for (var i = 0; i < count; i++)
            _rows[i] ??= [.. fields.Imts.Select(_ => new float[fields.Sites.Count])];
        for (var imt = 0; imt < fields.Imts.Count; imt++)
            for (var site = 0; site < fields.Sites.Count; site++)
            {
                var values = fields.Values(imt, site).Slice(first, count);
                for (var i = 0; i < count; i++)
                    _rows[i][imt][site] = values[i];
            }
    }
}

using Workers.Risk.Hazard;

namespace Workers.Risk.EventBased;

/// <summary>
/// Ground motion turned from rows of events into rows of sites, some events at a time, and some sites at a time, so
/// that what is read and written lies near.
/// </summary>
internal sealed class GroundMotionByEvent(IGroundMotion fields)
{
    // 16 float32 are one cache line.
    private const int Tile = 16;
    // Reused for all events of a block; what is in it is overwritten by the next turn.
    private readonly float[][][] _rows = new float[EventsAtOnce(fields)][][];
    private float[] _tile = [];
    private int _first = -1;

    /// <summary>Values that are turned at once, so that they stay in the cache.</summary>
    private const int ValuesInCache = 1_000_000;

    /// <summary>Values at an event: <c>[imt][site]</c>, valid until the next call.</summary>
    public float[][] At(int e)
    {
        if (_first < 0 || e < _first || e >= _first + _rows.Length)
            Turn(e);
        return _rows[e - _first];
    }

    private static int EventsAtOnce(IGroundMotion fields) =>
        // 8 at least, or each read of a row would fetch a cache line for a few values.
        Math.Clamp(ValuesInCache / Math.Max(1, fields.Imts.Count * fields.Sites.Count), 8, 32);

    private void Turn(int first)
    {
        _first = first;
        _tile = _tile.Length > 0 ? _tile : new float[Tile * _rows.Length];
        var count = Math.Min(_rows.Length, fields.Events.Count - first);
        for (var i = 0; i < count; i++)
            _rows[i] ??= [.. fields.Imts.Select(_ => new float[fields.Sites.Count])];
        for (var imt = 0; imt < fields.Imts.Count; imt++)
            for (var site = 0; site < fields.Sites.Count; site += Tile)
                Turn(first, count, imt, site, Math.Min(Tile, fields.Sites.Count - site));
    }

    private void Turn(int first, int count, int imt, int site, int sites)
    {
        for (var s = 0; s < sites; s++)
            fields.Values(imt, site + s).Slice(first, count).CopyTo(_tile.AsSpan(s * _rows.Length));
        for (var i = 0; i < count; i++)
        {
            var row = _rows[i][imt].AsSpan(site, sites);
            for (var s = 0; s < row.Length; s++)
                row[s] = _tile[s * _rows.Length + i];
        }
    }
}

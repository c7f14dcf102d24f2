using Workers.Risk.Hazard;

namespace Workers.Risk.EventBased;

/// <summary>
/// Ground motion turned from rows of events into rows of sites, some events at a time, and some sites at a time, so that what is read and written lies near.
/// </summary>
internal sealed class GroundMotionByEvent(IGroundMotion fields)
{
    private const int Turned = 32;
    private const int Tile = 16;
    private readonly float[][][] _rows = new float[Turned][][];
    private readonly float[] _tile = new float[Tile * Turned];
    private int _first = -1;

    /// <summary>Values at an event: <c>[imt][site]</c>, valid until the next call.</summary>
    public float[][] At(int e)
    {
        if (_first < 0 || e < _first || e >= _first + Turned)
            Turn(e);
        return _rows[e - _first];
    }

    private void Turn(int first)
    {
        _first = first;
        var count = Math.Min(Turned, fields.Events.Count - first);
        for (var i = 0; i < count; i++)
            _rows[i] ??= [.. fields.Imts.Select(_ => new float[fields.Sites.Count])];
        for (var imt = 0; imt < fields.Imts.Count; imt++)
            for (var site = 0; site < fields.Sites.Count; site += Tile)
                Turn(first, count, imt, site, Math.Min(Tile, fields.Sites.Count - site));
    }

    private void Turn(int first, int count, int imt, int site, int sites)
    {
        for (var s = 0; s < sites; s++)
            fields.Values(imt, site + s).Slice(first, count).CopyTo(_tile.AsSpan(s * Turned));
        for (var i = 0; i < count; i++)
        {
            var row = _rows[i][imt].AsSpan(site, sites);
            for (var s = 0; s < row.Length; s++)
                row[s] = _tile[s * Turned + i];
        }
    }
}

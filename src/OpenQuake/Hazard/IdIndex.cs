namespace Workers.OpenQuake.Hazard;

/// <summary>Position of an id; a table where ids are dense, so that a lookup costs next to nothing.</summary>
internal sealed class IdIndex
{
    private readonly int[]? _table;
    private readonly Dictionary<long, int>? _sparse;

    public IdIndex(long[] ids)
    {
        var most = ids.Length == 0 ? 0 : ids.Max();
        if (most < 4L * ids.Length + 1_000_000)
        {
            Array.Fill(_table = new int[most + 1], -1);
            for (var i = 0; i < ids.Length; i++)
                _table[ids[i]] = i;
            return;
        }
        _sparse = new(ids.Length);
        for (var i = 0; i < ids.Length; i++)
            _sparse[ids[i]] = i;
    }

    /// <summary>Position, or −1.</summary>
    public int Find(long id) => _table is null ? _sparse!.GetValueOrDefault(id, -1)
        : (ulong)id < (ulong)_table.Length ? _table[id] : -1;
}

namespace Workers.OpenQuake.Hazard;

/// <summary>Position of an id: a table where ids are dense, a dictionary where they are not.</summary>
internal sealed class IdIndex
{
    private readonly int[]? _table;
    private readonly Dictionary<long, int>? _sparse;

    public IdIndex(long[] ids)
    {
        var most = ids.Length == 0 ? 0 : ids.Max();
        // A table of at most four times what the ids need: a lookup without hashing, for each row.
        if (most < 4L * ids.Length + 1_000_000)
        {
            _table = new int[most + 1];
            Array.Fill(_table, -1);
            for (var i = 0; i < ids.Length; i++)
                _table[ids[i]] = i;
            return;
        }
        _sparse = new(ids.Length);
        for (var i = 0; i < ids.Length; i++)
            _sparse[ids[i]] = i;
    }

    /// <summary>Position, or −1.</summary>
    public int Find(long id)
    {
        if (_table is null)
            return _sparse!.GetValueOrDefault(id, -1);
        // One comparison for both ends.
        return (ulong)id < (ulong)_table.Length ? _table[id] : -1;
    }
}

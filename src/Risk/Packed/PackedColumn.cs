namespace Workers.Risk.Packed;

/// <summary>
/// Values in the order in which they came, as they lie in memory. It grows by blocks: what is there is never copied,
/// and no more than a block is reserved.
/// </summary>
public sealed class PackedColumn<T> where T : unmanaged
{
    private const int Bits = 12;
    private const int BlockSize = 1 << Bits;

    private readonly List<T[]> _blocks = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a position.</summary>
    public T this[int index] => _blocks[index >> Bits][index & (BlockSize - 1)];

    /// <summary>Adds a value at the end.</summary>
    public void Add(T value)
    {
        var at = Count & (BlockSize - 1);
        if (at == 0)
            _blocks.Add(new T[BlockSize]);
        _blocks[^1][at] = value;
        Count++;
    }

    /// <summary>Columns that begin late have zeros before.</summary>
    public PackedColumn<T> FilledTo(int count)
    {
        while (Count < count)
            Add(default);
        return this;
    }
}

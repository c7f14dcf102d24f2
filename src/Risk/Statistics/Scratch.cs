namespace Workers.Risk.Statistics;

/// <summary>Reusable scratch buffer, one thread; not cleared.</summary>
internal struct Scratch<T>
{
    private T[]? _array;

    /// <summary>The first elements of the buffer, with what they held before.</summary>
    public Span<T> Take(int length)
    {
        // Never shrinks: it soon has the size of the largest taxonomy, and nothing is made anew.
        if (_array is null || _array.Length < length)
            _array = new T[length];
        return _array.AsSpan(0, length);
    }
}

namespace Workers.Risk;

/// <summary>Room for numbers that are used and forgotten again and again by one thread. What is in it is left from before.</summary>
internal struct Room<T>
{
    private T[]? _array;

    /// <summary>Room for so many.</summary>
    public Span<T> Of(int length)
    {
        if (_array is null || _array.Length < length)
            _array = new T[length];
        return _array.AsSpan(0, length);
    }
}

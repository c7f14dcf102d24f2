namespace Workers.Risk.EventBased;

/// <summary>Events that are calculated together, by position.</summary>
public readonly record struct EventRange(int First, int Count)
{
    /// <summary>
    /// Archives keep the ground motion of so many events together: blocks hold whole rows, or equal parts of one, so that nothing is read twice.
    /// </summary>
    private const int Together = 2_000;

    /// <summary>Seconds of work at most: losses of one asset and loss type in one event take some 3 to 30 ns.</summary>
    private const long MostLosses = 40_000_000;

    /// <summary>Ground motion values that are held at once: 48 MB.</summary>
    private const long MostValues = 12_000_000;

    /// <summary>The blocks that a calculation is cut in, by its size alone.</summary>
    /// <param name="events">Number of events.</param>
    /// <param name="lossesOfEvent">Assets times loss types.</param>
    /// <param name="valuesOfEvent">Sites times IMTs.</param>
    public static IReadOnlyList<EventRange> Blocks(int events, long lossesOfEvent, long valuesOfEvent)
    {
        var size = (int)Math.Clamp(Math.Min(MostLosses / Math.Max(1, lossesOfEvent), MostValues / Math.Max(1, valuesOfEvent)), 1, int.MaxValue);
        return Cut(events, size >= Together ? size - size % Together : LargestPart(size));
    }

    /// <summary>Ranges of a size, the last one shorter, that hold all events; one of none, if there are no events.</summary>
    public static IReadOnlyList<EventRange> Cut(int events, int size) =>
        [.. Enumerable.Range(0, Math.Max(1, (int)(((long)events + size - 1) / size))).Select(b => new EventRange(b * size, Math.Min(size, events - b * size)))];

    private static int LargestPart(int size)
    {
        while (Together % size != 0)
            size--;
        return size;
    }
}

using Workers.Risk.Hazard;

namespace Workers.Risk.EventBased;

/// <summary>Events that are calculated together, by position.</summary>
public readonly record struct EventRange(int First, int Count)
{
    // Blocks hold whole rows of the archive, or equal parts of one, so that no row is read twice.
    private const int EventsPerRow = ArchivableHazard.EventsPerRow;

    /// <summary>Seconds of work at most: losses of one asset and loss type in one event take some 3 to 30 ns.</summary>
    private const long MaxLossesPerBlock = 40_000_000;

    /// <summary>Ground motion values that are held at once: 48 MB.</summary>
    private const long MaxGroundMotionValues = 12_000_000;

    /// <summary>The blocks that a calculation is cut in, by its size alone.</summary>
    /// <param name="events">Number of events.</param>
    /// <param name="lossesOfEvent">Assets times loss types.</param>
    /// <param name="valuesOfEvent">Sites times IMTs.</param>
    public static IReadOnlyList<EventRange> Blocks(int events, long lossesOfEvent, long valuesOfEvent)
    {
        var byLosses = MaxLossesPerBlock / Math.Max(1, lossesOfEvent);
        var byValues = MaxGroundMotionValues / Math.Max(1, valuesOfEvent);
        // By size alone, never by workers: other blocks would round sums differently.
        var size = (int)Math.Clamp(Math.Min(byLosses, byValues), 1, int.MaxValue);
        return Cut(events, size >= EventsPerRow ? size - size % EventsPerRow : LargestPart(size));
    }

    /// <summary>
    /// Ranges of a size, the last one shorter, that hold all events; one of none, if there are no events.
    /// </summary>
    public static IReadOnlyList<EventRange> Cut(int events, int size)
    {
        var ranges = new EventRange[Math.Max(1, (int)(((long)events + size - 1) / size))];
        for (var b = 0; b < ranges.Length; b++)
            ranges[b] = new(b * size, Math.Min(size, events - b * size));
        return ranges;
    }

    private static int LargestPart(int size)
    {
        while (EventsPerRow % size != 0)
            size--;
        return size;
    }
}

namespace Workers.Coordinator.DeadLetters;

/// <summary>How many letters are let go at once: few at first, more as long as they succeed.</summary>
internal static class Ramp
{
    private static readonly int[] Sizes = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>The size after another; 0 is before the first.</summary>
    public static int After(int size) => Sizes.FirstOrDefault(next => next > size, Sizes[^1]);

    /// <summary>How many may go now at so many a second.</summary>
    public static int AtRate(int rate, TimeSpan since) =>
        (int)Math.Min(rate, Math.Floor(rate * since.TotalSeconds));
}

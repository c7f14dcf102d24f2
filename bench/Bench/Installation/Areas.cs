using Workers.Contracts;

namespace Workers.Bench.Installation;

/// <summary>Areas that hold everything, but none of which a job had before: hazard is imported anew for each.</summary>
internal static class Areas
{
    private static int _count;

    public static Area Fresh() =>
        new() { BoundingBox = [-170 - (Interlocked.Increment(ref _count) * 1e-4), -80, 170, 80] };
}

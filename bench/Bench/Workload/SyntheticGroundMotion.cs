using Workers.Risk.Hazard;

namespace Workers.Bench.Workload;

/// <summary>
/// Dense ground motion: a median for each event, lognormal scatter at each site, at most 5 g. The values of a site come
/// from a generator of its
/// own, so they are the same whenever they are asked for. Not for several threads.
/// </summary>
internal sealed class SyntheticGroundMotion : IGroundMotion
{
    private const double Median = 0.12, BetweenEvents = 0.7, WithinEvent = 0.5;
    private const float Most = 5;
    private readonly float[] _medians;
    private readonly float[] _scatter = Lognormal(1 << 16, 1, WithinEvent, seed: 1);
    private readonly float[] _values;

    public SyntheticGroundMotion(SiteCollection sites, IReadOnlyList<string> imts, EventSet events)
    {
        (Sites, Imts, Events) = (sites, imts, events);
        _medians = Lognormal(events.Count, Median, BetweenEvents, seed: 2);
        _values = new float[events.Count];
    }

    public SiteCollection Sites { get; }
    public IReadOnlyList<string> Imts { get; }
    public EventSet Events { get; }
    public IReadOnlyList<Realization> Realizations { get; } = [new(0, 1)];

    public ReadOnlySpan<float> Values(int imt, int site)
    {
        var state = (ulong)((imt * Sites.Count) + site + 1) << 32;
        for (var e = 0; e < _values.Length; e++)
            _values[e] = Math.Min(Most, _medians[e] * (1 + (0.6f * imt)) * _scatter[Next(ref state) >> 48]);
        return _values;
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static float[] Lognormal(int count, double median, double deviation, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(median * Math.Exp(deviation * Normal(random))))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

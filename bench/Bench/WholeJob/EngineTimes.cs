using Workers.Bench.Workload;

namespace Workers.Bench.WholeJob;

/// <summary>A job, and the seconds that the OpenQuake engine took for one of the same size.</summary>
internal sealed record EngineTime(Size Size, double Seconds, int Processes)
{
    public string Source =>
        $"OpenQuake engine 3.21, {(Processes == 1 ? "1 process" : $"{Processes} processes")}, measured elsewhere";
}

/// <summary>
/// Measured outside the project, by people who ran the OpenQuake engine 3.21 on seeded synthetic jobs of these sizes
/// (20 taxonomies, 2 IMTs, functions without
/// scatter), on two shared virtual processors like those that we measure on. Its own work alone: the start of the
/// program, about 4 s, is not in it.
/// </summary>
internal static class EngineTimes
{
    public static IReadOnlyList<EngineTime> Large { get; } =
    [
        new(new("event_based_risk", 2_000, 10_000, 20_000), 51, 2),
        new(new("scenario_risk", 2_000, 10_000, 20_000), 49, 2),
        new(new("classical_risk", 2_000, 0, 20_000), 33, 2),
        new(new("classical_damage", 2_000, 0, 20_000), 47, 2),
        new(new("scenario_damage", 2_000, 200, 20_000), 85, 1),
    ];

    public static IReadOnlyList<EngineTime> Small { get; } =
    [
        new(new("event_based_risk", 2_000, 1_000, 20_000), 9, 2),
        new(new("scenario_damage", 200, 200, 2_000), 11, 2),
    ];
}

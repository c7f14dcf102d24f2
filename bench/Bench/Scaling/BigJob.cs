using Workers.Bench.Workload;

namespace Workers.Bench.Scaling;

/// <summary>A job that is cut in many blocks of equal size: ten, or four in a quick run.</summary>
internal static class BigJob
{
    public static Size Of(Options options) =>
        options.Quick ? new("scenario_damage", 100, 8_000, 20_000) : new("scenario_damage", 1_000, 20_000, 20_000);
}

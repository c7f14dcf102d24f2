using Workers.Contracts;
using Workers.Tests.Support;

namespace Workers.Journeys.Running;

/// <summary>Cases of our own that a lone clone has too.</summary>
internal static class TestCases
{
    private static int _areas;

    /// <summary>Inputs of a scenario with a few dozen assets.</summary>
    public static string WholeRegion => Inputs("scenario_risk_imts_tags");

    public static string Inputs(string name) => Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own", name, "inputs");

    public static string Expected(string name) => Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own", name, "expected");

    /// <summary>An area that holds all assets and is a little larger than the one before: hazard is imported anew, results stay the same.</summary>
    public static Area AreaNoOtherJobHas()
    {
        var margin = Interlocked.Increment(ref _areas) * 1e-4;
        return new() { BoundingBox = [-170 - margin, -80, 170, 80] };
    }
}

using Workers.Contracts;
using Workers.Support.Answers;

namespace Workers.Journeys.Running;

/// <summary>What journeys run on: cases that a lone clone has too.</summary>
internal static class TestCases
{
    private static int _areas;

    /// <summary>A scenario with three loss types and two aggregations.</summary>
    public static EngineCase Scenario { get; } = EngineCase.Copy("scenario_risk_imts_tags");

    /// <summary>Hazard curves with two IMTs, three loss types.</summary>
    public static EngineCase Classical { get; } = EngineCase.Copy("classical_risk_many");

    /// <summary>
    /// An area that holds all assets and is a little larger than the one before: hazard is imported anew, results stay
    /// the same.
    /// </summary>
    public static Area AreaNoOtherJobHas()
    {
        var margin = Interlocked.Increment(ref _areas) * 1e-4;
        return new() { BoundingBox = [-170 - margin, -80, 170, 80] };
    }
}

using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Modes;

/// <summary>A mode calculated on ground motion, event by event; its blocks are events.</summary>
public sealed record ModeByEvents : RiskMode
{
    /// <summary>Its calculator.</summary>
    public required Func<RiskJob, GroundMotionInput, EventCalculation> Create { get; init; }

    /// <summary>Plans the calculation of a job.</summary>
    /// <param name="job">A job of this mode.</param>
    /// <param name="hazard">Its hazard; the ground motion values are not read.</param>
    /// <exception cref="Errors.InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public EventCalculation Plan(RiskJob job, HazardInput hazard)
    {
        // Before the cast, which would fail without a sentence for the user.
        this.RequireHazard(hazard);
        return Create(job, (GroundMotionInput)hazard);
    }

    internal RiskResults Calculate(RiskJob job, HazardInput hazard, CancellationToken cancel) =>
        Plan(job, hazard).CalculateAll(((GroundMotionInput)hazard).Fields, cancel);
}

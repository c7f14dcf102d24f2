using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Modes;

/// <summary>A mode calculated on hazard curves, asset by asset; its blocks are assets.</summary>
public sealed record ModeByAssets : RiskMode
{
    /// <summary>Its calculator.</summary>
    public required Func<RiskJob, CurveInput, CancellationToken, RiskResults> Calculator { get; init; }

    /// <summary>Calculates a job.</summary>
    /// <param name="job">A job of this mode.</param>
    /// <param name="hazard">Its hazard curves.</param>
    /// <param name="cancel">Stops between groups of assets.</param>
    /// <exception cref="Errors.InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public RiskResults Calculate(RiskJob job, HazardInput hazard, CancellationToken cancel)
    {
        // Before the cast, which would fail without a sentence for the user.
        this.RequireHazard(hazard);
        return Calculator(job, (CurveInput)hazard, cancel);
    }
}

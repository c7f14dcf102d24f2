using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Risk.Results;

namespace Workers.Risk;

/// <summary>The risk calculators: from a job and its hazard to results. Pure: no clock, no files, no state.</summary>
public static class RiskCalculation
{
    /// <summary>Calculates a risk job.</summary>
    /// <param name="job">Parameters, assets (already clipped to the area of interest) and functions.</param>
    /// <param name="hazard">Curves for the classical modes, ground motion for the others.</param>
    /// <param name="cancel">Stops the calculation between pieces of work.</param>
    /// <exception cref="InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public static RiskResults Calculate(RiskJob job, HazardInput hazard, CancellationToken cancel = default) => job.Parameters.Mode switch
    {
        "classical_risk" => Classical.ClassicalRisk.Calculate(job, hazard, cancel),
        "scenario_risk" or "event_based_risk" or "ebrisk" => EventBased.EventRisk.Calculate(job, hazard, cancel),
        _ => throw new InputException(ErrorCode.NotYetSupported, $"calculation mode {job.Parameters.Mode} is not supported yet"),
    };
}

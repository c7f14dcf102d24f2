using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
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
    public static RiskResults Calculate(RiskJob job, HazardInput hazard, CancellationToken cancel = default)
    {
        Check(job);
        return job.Parameters.Mode switch
        {
            ModeByEvents mode => mode.Calculate(job, hazard, cancel),
            ModeByAssets mode => mode.Calculate(job, hazard, cancel),
            var mode => throw new InvalidOperationException($"the mode {mode} is cut neither by events nor by assets"),
        };
    }

    /// <summary>Refuses what cannot be calculated as it is asked for.</summary>
    /// <exception cref="InputException">A parameter would not be followed.</exception>
    public static void Check(RiskJob job)
    {
        // A parameter that changes results is followed or refused, never ignored.
        foreach (var (key, value) in job.Parameters.AsWritten)
        {
            var unread = key switch
            {
                "insurance_csv" or "insurance_file" => job.Insurance.Count == 0,
                "post_loss_amplification_file" or "post_loss_amplification_csv" => job.LossAmplification is null,
                "reinsurance_file" or "reinsurance_xml" => job.Reinsurance is null,
                _ => false,
            };
            // {} is how job files write that there is none.
            if (unread && value.Trim() is not ("" or "{}"))
                throw ParameterErrors.NotFollowed(key);
        }
    }
}

using Workers.Risk.BenefitCost;
using Workers.Risk.Classical;
using Workers.Risk.Damage;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Errors;
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
            "classical_risk" => ClassicalRisk.Calculate(job, hazard, cancel),
            "classical_damage" => ClassicalDamage.Calculate(job, hazard, cancel),
            "classical_bcr" => ClassicalBenefitCost.Calculate(job, hazard, cancel),
            _ => EventCalculation.Calculate(job, hazard, cancel),
        };
    }

    /// <summary>True for modes that are calculated event by event, on ground motion; false for those on hazard curves.</summary>
    public static bool IsByEvents(string mode) => mode is "scenario_risk" or "event_based_risk" or "ebrisk" or "scenario_damage" or "event_based_damage";

    /// <summary>Refuses what cannot be calculated as it is asked for.</summary>
    /// <exception cref="InputException">The mode is none of ours, or a parameter would not be followed.</exception>
    public static void Check(RiskJob job)
    {
        if (!IsByEvents(job.Parameters.Mode) && job.Parameters.Mode is not ("classical_risk" or "classical_damage" or "classical_bcr"))
            throw new InputException(ErrorCode.NotYetSupported, $"calculation mode {job.Parameters.Mode} is not supported yet");
        RefuseUnread(job);
    }

    /// <summary>A parameter that changes results is followed or refused, never ignored.</summary>
    private static void RefuseUnread(RiskJob job)
    {
        foreach (var (key, value) in job.Parameters.AsWritten)
        {
            var unread = key switch
            {
                "insurance_csv" or "insurance_file" => job.Insurance.Count == 0,
                "post_loss_amplification_file" or "post_loss_amplification_csv" => job.LossAmplification is null,
                "reinsurance_file" or "reinsurance_xml" => job.Reinsurance is null,
                _ => false,
            };
            if (unread && value.Trim() is not ("" or "{}"))
                throw new InputException(ErrorCode.NotYetSupported, $"{key} is not supported yet", "job.ini " + key, $"a job without {key}");
        }
    }
}

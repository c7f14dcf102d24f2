using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Risk.Job;

namespace Workers.Risk.Modes;

/// <summary>Which hazard fits which mode: decided here alone.</summary>
public static class ModeFit
{
    /// <summary>Refuses hazard that a mode cannot use.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="kind">What the hazard holds.</param>
    /// <param name="investigationTime">Its years; null for scenarios.</param>
    /// <param name="where">Where the choice was made.</param>
    /// <exception cref="InputException">HazardKindUnusable.</exception>
    public static void RequireHazard(this RiskMode mode, HazardKind kind, double? investigationTime, string where)
    {
        var given = (kind, investigationTime) switch
        {
            (HazardKind.Curves, _) => ModeHazard.Curves,
            // Only its time tells a scenario from an event set: both are ground motion by event.
            (_, null) => ModeHazard.Scenario,
            _ => ModeHazard.EventSet,
        };
        if (given == mode.Hazard)
            return;
        // The error names the modes that could use this hazard, beside the hazard that this mode needs.
        var modes = RiskModes.All.Where(m => m.Hazard == given && m.Gives == mode.Gives).Select(m => m.Name);
        throw FitErrors.HazardKindUnusable(
            mode.Name,
            mode.Title,
            Describe(given),
            where,
            string.Join(", or ", modes.Append(Describe(mode.Hazard))));
    }

    /// <summary>Refuses hazard that a mode cannot use.</summary>
    /// <exception cref="InputException">HazardKindUnusable.</exception>
    public static void RequireHazard(this RiskMode mode, HazardInput hazard) => mode.RequireHazard(
        hazard is CurveInput ? HazardKind.Curves : HazardKind.GroundMotion,
        hazard.InvestigationTime,
        "job.ini calculation_mode");

    private static string Describe(ModeHazard hazard) => hazard switch
    {
        ModeHazard.Curves => "hazard curves",
        ModeHazard.Scenario => "ground motion fields of a scenario",
        _ => "ground motion fields of a stochastic event set, with its investigation time",
    };
}

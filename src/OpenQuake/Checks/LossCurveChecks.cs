using Workers.Errors;
using Workers.Risk.Classical;
using Workers.Risk.Job;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.Checks;

/// <summary>Losses from hazard curves: functions that a loss curve can be calculated with.</summary>
internal static class LossCurveChecks
{
    public static void Check(RiskJob job)
    {
        Check(job.Vulnerability, isBenefitCost: job.Parameters.Mode.NeedsRetrofit);
        if (job.Retrofitted is { } retrofitted)
            Check(retrofitted, isBenefitCost: true);
    }

    private static void Check(VulnerabilityModel model, bool isBenefitCost)
    {
        foreach (var function in model.ByLossType.Values.SelectMany(functions => functions.Values))
        {
            if (function.Distribution == LossDistribution.ProbabilityMass)
                throw FunctionErrors.MassFunctionUnusable("loss curves", function.Id);
            if (!isBenefitCost)
                // For its refusal: the engine drops repeated ratios of loss curves, not of benefit-cost ratios.
                _ = LossRatios.StrictlyIncreasing(function);
        }
    }
}

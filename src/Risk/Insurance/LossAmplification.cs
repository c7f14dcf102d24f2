using Workers.Risk.Statistics;

namespace Workers.Risk.Insurance;

/// <summary>
/// Post loss amplification: after a rare event repairs cost more (parameter <c>post_loss_amplification_file</c>). The
/// factor of a loss is linear in its return period between the rows of the table, 1 below the first and that of the
/// last above.
/// </summary>
/// <param name="ReturnPeriods">Years, increasing.</param>
/// <param name="Factors">Factor at each period.</param>
public sealed record LossAmplification(double[] ReturnPeriods, double[] Factors)
{
    /// <summary>Factor of a loss that has a return period.</summary>
    public double At(double returnPeriod) =>
        // Interpolation is flat beyond the ends, but frequent losses are not amplified.
        returnPeriod < ReturnPeriods[0] ? 1 : Interpolation.At(returnPeriod, ReturnPeriods, Factors);
}

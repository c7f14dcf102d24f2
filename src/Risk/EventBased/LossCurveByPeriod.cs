using Workers.Risk.Insurance;
using Workers.Risk.Statistics;

namespace Workers.Risk.EventBased;

/// <summary>
/// Loss by return period from the losses of a synthetic catalogue (risklib/scientific.py, losses_by_period).
/// </summary>
public static class LossCurveByPeriod
{
    /// <summary>
    /// Losses at return periods. The losses are padded with zeros to the number of events and sorted; the i-th of n has
    /// the period time / (n - i). Linear interpolation in the logarithm of the period; 0 below the first period, NaN
    /// above the last.
    /// </summary>
    /// <param name="losses">Losses, in any order.</param>
    /// <param name="events">Number of events, those without loss included.</param>
    /// <param name="effectiveTime">Years that the events stand for.</param>
    /// <param name="returnPeriods">Years.</param>
    /// <param name="amplification">Applied to the sorted losses, or null.</param>
    public static double[] At(
        IReadOnlyCollection<double> losses,
        int events,
        double effectiveTime,
        IReadOnlyList<double> returnPeriods,
        LossAmplification? amplification = null)
    {
        // Events without loss belong in front, or return periods would be too long.
        double[] sorted = [.. Enumerable.Repeat(0.0, Math.Max(0, events - losses.Count)), .. losses.Order()];
        var periods = new double[sorted.Length];
        var logs = new double[sorted.Length];
        for (var i = 0; i < periods.Length; i++)
        {
            periods[i] = Period(i, periods.Length, effectiveTime);
            // The engine interpolates in the logarithm (losses_by_period).
            logs[i] = Math.Log(periods[i]);
            // After sorting: the factor depends on the rank of a loss.
            sorted[i] *= amplification?.At(periods[i]) ?? 1;
        }
        return [.. returnPeriods.Select(LossOf)];

        double LossOf(double period)
        {
            // Losses more frequent than once an event are 0; rarer than all events are unknown.
            if (period < periods[0])
                return 0;
            return period > periods[^1] ? double.NaN : Interpolation.At(Math.Log(period), logs, sorted);
        }
    }

    /// <summary>Losses times the factor of their return period, in the order given.</summary>
    public static double[] Amplified(
        IReadOnlyList<double> losses,
        int events,
        double effectiveTime,
        LossAmplification amplification)
    {
        var amplified = new double[losses.Count];
        // Zeros that pad to the number of events take the first ranks.
        var rank = events - losses.Count;
        // Stable, so that equal losses get factors in the order of events.
        foreach (var i in Enumerable.Range(0, losses.Count).OrderBy(i => losses[i]))
            amplified[i] = losses[i] * amplification.At(Period(rank++, events, effectiveTime));
        return amplified;
    }

    /// <summary>1, 2, 5, 10, 20, 50, … as far as the events can tell: from time / events to time.</summary>
    public static double[] DefaultReturnPeriods(double effectiveTime, int events)
    {
        var periods = new List<double>();
        // Periods below the first or above the last event would be 0 or NaN for all.
        for (double decade = 1; decade <= effectiveTime; decade *= 10)
            foreach (var period in new[] { decade, 2 * decade, 5 * decade })
                if (period >= effectiveTime / events && period <= effectiveTime)
                    periods.Add(period);
        return [.. periods];
    }

    private static double Period(int i, int events, double effectiveTime) => effectiveTime / (events - i);
}

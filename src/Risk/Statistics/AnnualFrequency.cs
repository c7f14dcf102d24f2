namespace Workers.Risk.Statistics;

/// <summary>Yearly rate of exceedance of a Poisson process from the PoE in some years.</summary>
public static class AnnualFrequency
{
    // The engine's figure (scientific.py): the logarithm of 0 would be infinite.
    private const double AlmostOne = 0.9999999999999999;

    /// <summary>-ln(1 - poe) / years; a PoE of 1 counts as the number just below it.</summary>
    public static double From(double poe, double years) => -Math.Log(1 - (poe == 1 ? AlmostOne : poe)) / years;
}

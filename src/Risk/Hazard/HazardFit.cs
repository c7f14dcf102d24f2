using Workers.Errors;
using Workers.Risk.Job;

namespace Workers.Risk.Hazard;

/// <summary>Checks that hazard is what a calculation needs.</summary>
public static class HazardFit
{
    /// <summary>Positions of the IMTs that functions need, by the names that the functions use.</summary>
    /// <exception cref="InputException">An IMT is missing; the error says which there are.</exception>
    public static IReadOnlyDictionary<string, int> ImtPositions(this HazardInput hazard, IEnumerable<string> needed)
    {
        // SA(1) and SA(1.0) are one IMT; texts from files may have either.
        var names = hazard.Imts.Select(Imt.Canonical).ToList();
        var positions = needed.Distinct().ToDictionary(imt => imt, imt => names.IndexOf(Imt.Canonical(imt)));
        string[] missing = [.. positions.Where(p => p.Value < 0).Select(p => p.Key).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
            throw FitErrors.ImtMissing(missing, hazard.Imts, where: null);
        return positions;
    }

    /// <summary>
    /// Refuses hazard of another investigation time than the job states: its author meant other hazard (base.py,
    /// pre_execute).
    /// </summary>
    /// <exception cref="InputException">The times differ.</exception>
    public static void RequireInvestigationTime(this HazardInput hazard, RiskParameters parameters)
    {
        // Exactly: a job states the time of the hazard that it was written for.
        if (parameters.InvestigationTime is { } stated && hazard.InvestigationTime != stated)
            throw FitErrors.InvestigationTimeDiffers(stated, hazard.InvestigationTime);
    }
}

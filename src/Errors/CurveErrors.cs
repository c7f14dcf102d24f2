namespace Workers.Errors;

/// <summary>Sentences of the errors of hazard curves (2xxx).</summary>
public static class CurveErrors
{
    /// <summary>W2001.</summary>
    public static InputException NoCurves(string kind, string imt) => new(
        ErrorCode.HazardFileMissing,
        $"There are no curves {kind} for {imt}.",
        where: null,
        "the same intensity measure types for each realization or statistic");

    /// <summary>W2002.</summary>
    public static InputException NoImt(string where) => new(
        ErrorCode.HazardFileMalformed,
        "Nothing says the intensity measure type.",
        where,
        "imt='PGA' in the # line, or a name like hazard_curve-mean-PGA_12.csv");

    /// <summary>W2002.</summary>
    public static InputException UnknownKind(string kind, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The kind '{Shown.Shorten(kind)}' is not known.",
        where,
        "rlz-000, mean, quantile-0.5, max or std");

    /// <summary>W2002.</summary>
    public static InputException NoLevel(string column, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The column {Shown.Shorten(column)} names no level.",
        where,
        "poe- and a level");

    /// <summary>W2002.</summary>
    public static InputException NoCurveColumns(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The file has no columns of hazard curves.",
        where,
        "lon, lat, depth, poe-<level>, …");

    /// <summary>W2002.</summary>
    public static InputException NoCurveRows(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The file has no curves.",
        where,
        "at least one");

    /// <summary>W2004.</summary>
    public static InputException NoInvestigationTimeOfCurves(string where) => new(
        ErrorCode.InvestigationTimeMissing,
        "Nothing says the investigation time of the curves.",
        where,
        "investigation_time=50.0 in the # line, in hazard.json or in job.ini");

    /// <summary>W2005.</summary>
    public static InputException LevelsNotIncreasing(double level, double before, string where) => new(
        ErrorCode.LevelsNotIncreasing,
        $"The levels do not increase: {level:R} after {before:R}.",
        where,
        "levels that strictly increase");

    /// <summary>W2006.</summary>
    public static InputException TwoSitesOfCurves(double lon, double lat) => new(
        ErrorCode.DuplicateSite,
        $"Two sites lie at {lon} {lat}.",
        where: null,
        "each place once, since curves are known by place");

    /// <summary>W2006.</summary>
    public static InputException TwoCurvesOfSite(double lon, double lat, string where) => new(
        ErrorCode.DuplicateSite,
        $"The site at {lon} {lat} is there twice.",
        where,
        "one curve a site");

    /// <summary>W2007.</summary>
    public static InputException PoeOutOfRange(double poe, string where) => new(
        ErrorCode.PoeOutOfRange,
        $"The probability {poe:R} is out of range.",
        where,
        "probabilities from 0 to 1");

    /// <summary>W2011.</summary>
    public static InputException NoSiteOfCurve(double lon, double lat, string where) => new(
        ErrorCode.SitesDiffer,
        $"There is no site at {lon} {lat}.",
        where,
        "the same sites in all files");

    /// <summary>W2011.</summary>
    public static InputException NoCurveOfSite(int siteId, string where) => new(
        ErrorCode.SitesDiffer,
        $"The site {siteId} has no curve.",
        where,
        "a curve for each site");

    /// <summary>W2012.</summary>
    public static InputException LevelsDiffer(string imt, string from, string where) => new(
        ErrorCode.LevelsDiffer,
        $"The levels of {imt} differ from those in {from}.",
        where,
        "the same levels");

    /// <summary>W2017.</summary>
    public static InputException PoeRises(double poe, double before, string where) => new(
        ErrorCode.PoesRise,
        $"The probability rises from {before:R} to {poe:R} at the next level.",
        where,
        "probabilities of exceedance that do not rise with the level");
}

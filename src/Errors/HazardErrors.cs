namespace Workers.Errors;

/// <summary>Sentences of the errors of hazard files (2xxx).</summary>
public static class HazardErrors
{
    /// <summary>W2001.</summary>
    public static InputException NoFolder(string folder, string where) => new(
        ErrorCode.HazardFileMissing,
        $"There is no folder '{folder}'.",
        where,
        "a folder with job.ini, its files and hazard/");

    /// <summary>W2001.</summary>
    public static InputException NoFolder(string folder) => new(
        ErrorCode.HazardFileMissing,
        "The folder does not exist.",
        folder,
        "a folder with hazard curves or ground motion fields");

    /// <summary>W2001.</summary>
    public static InputException NoHazard(IReadOnlyCollection<string> files) => new(
        ErrorCode.HazardFileMissing,
        "The folder holds neither hazard curves nor ground motion fields.",
        where: null,
        "hazard_curve-mean-PGA.csv, …, or gmfs.csv with sites.csv and events.csv; there are " +
        (files.Count == 0 ? "no files" : string.Join(", ", files.Take(12))));

    /// <summary>W2001.</summary>
    /// <param name="where">The job.ini.</param>
    /// <param name="computedFrom">The parameter from which the engine would compute hazard; null: none.</param>
    public static InputException NoHazardOfJob(string where, string? computedFrom) => new(
        ErrorCode.HazardFileMissing,
        computedFrom is null
            ? "The job names no hazard, and there is no folder hazard/ beside it."
            : $"The job would let the engine compute its hazard ({computedFrom}); here it is archived, not computed.",
        where,
        "archived hazard (--hazard ID, see workers hazard list), or hazard that the engine has computed: run the "
        + "hazard part, oq export its hcurves, or its gmf_data, sitemesh and events, -e csv, and put the files in "
        + "hazard/ or name them in job.ini (hazard_curves_csv, or gmfs_csv with sites_csv)");

    /// <summary>W4006.</summary>
    public static InputException ShakeMap(string where) => new(
        ErrorCode.NotYetSupported,
        "The file is a ShakeMap grid, which is not read.",
        where,
        "ground motion fields: let the engine calculate them from the ShakeMap and export gmf_data and sitemesh");

    /// <summary>W2001.</summary>
    public static InputException NoSitesFile(string where) => new(
        ErrorCode.HazardFileMissing,
        "There is no file of sites.",
        where,
        "sites.csv or sitemesh_12.csv with site_id, lon, lat");

    /// <summary>W2001.</summary>
    public static InputException NoFile(string name, string where) => new(
        ErrorCode.HazardFileMissing,
        $"There is no file '{Shown.Shorten(name)}'.",
        where,
        "a file of the folder");

    /// <summary>W2002.</summary>
    public static InputException CurvesAndFields(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The folder holds both hazard curves and ground motion fields.",
        where,
        "one calculation a folder");

    /// <summary>W2002.</summary>
    public static InputException SeveralFiles(string what, IReadOnlyList<string> names) => new(
        ErrorCode.HazardFileMalformed,
        $"Several files hold {what}: {string.Join(", ", names)}.",
        names[1],
        "one");

    /// <summary>W2002.</summary>
    public static InputException InvestigationTimesDiffer(double years, double elsewhere, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The investigation time is {years:R}, elsewhere {elsewhere:R}.",
        where,
        "one investigation time");

    /// <summary>W2002.</summary>
    public static InputException NoId(string text, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"'{Shown.Shorten(text)}' is not an id.",
        where,
        "a whole number, not negative");

    /// <summary>W2002.</summary>
    public static InputException NoSites(string where) => new(
        ErrorCode.HazardFileMalformed,
        "There are no sites.",
        where,
        "at least one site");

    /// <summary>W2002.</summary>
    public static InputException UnreadableJson(string reason, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The JSON cannot be read: {Shown.Shorten(reason)}",
        where,
        "an object with investigation_time, weights, imtls or imts");

    /// <summary>W2003.</summary>
    public static InputException NotANumber(string text, string where) => new(
        ErrorCode.HazardNotANumber,
        $"'{Shown.Shorten(text)}' is not a number.",
        where,
        "finite numbers");

    /// <summary>W2006.</summary>
    public static InputException DuplicateSiteId(int id, string where, string first) => new(
        ErrorCode.DuplicateSite,
        $"The site id {id} is used twice.",
        where,
        $"ids that differ; it stands in {first} too");

    /// <summary>W2006.</summary>
    public static InputException DuplicateCustomSiteId(string id) => new(
        ErrorCode.DuplicateSite,
        $"The custom_site_id {Shown.Shorten(id)} is used twice.",
        where: null,
        "ids that differ");

    /// <summary>W2006.</summary>
    public static InputException DuplicateSite(double lon, double lat, string where, string first) => new(
        ErrorCode.DuplicateSite,
        $"A site at {lon} {lat} is there twice.",
        where,
        $"each place once; it stands in {first} too");

    /// <summary>W2013.</summary>
    public static InputException NoWeights(int realizations, string where) => new(
        ErrorCode.WeightsInvalid,
        $"Nothing says the weights of the {realizations} realizations.",
        where,
        "realizations.csv, or weights in hazard.json");

    /// <summary>W2013.</summary>
    public static InputException NoWeightOf(int realization, int weights, string where) => new(
        ErrorCode.WeightsInvalid,
        $"The realization {realization} has no weight.",
        where,
        $"realizations from 0 to {weights - 1}");

    /// <summary>W2013.</summary>
    public static InputException WeightsSumTo(double sum, int realizations, string where) => new(
        ErrorCode.WeightsInvalid,
        $"The weights of the {realizations} realizations sum to {sum:R}.",
        where,
        "weights that are not negative and sum to 1");

    /// <summary>W2016.</summary>
    public static InputException CoordinateOutOfRange(double value, double most, string where) => new(
        ErrorCode.CoordinateOutOfRange,
        $"The coordinate {value:R} is out of range.",
        where,
        $"-{most} to {most}");

    /// <summary>W2016.</summary>
    public static InputException SiteOutOfRange(double lon, double lat, string where) => new(
        ErrorCode.CoordinateOutOfRange,
        $"The site at {lon:R} {lat:R} is out of range.",
        where,
        "degrees from -180 to 180 and -90 to 90");

    /// <summary>W2002.</summary>
    public static InputException JsonTooLarge(long mostBytes, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The file is larger than {mostBytes >> 20} MB.",
        where,
        "an object with investigation_time, weights, imtls or imts");
}

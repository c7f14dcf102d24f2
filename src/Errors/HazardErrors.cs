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
    /// <param name="computedFrom">The parameter from which the engine would compute hazard; null if there is none.</param>
    public static InputException NoHazardOfJob(string where, string? computedFrom) => new(
        ErrorCode.HazardFileMissing,
        computedFrom is null
            ? "The job names no hazard, and there is no folder hazard/ beside it."
            : $"The job would let the engine compute its hazard ({computedFrom}); here hazard is archived, not computed.",
        where,
        "archived hazard (--hazard ID, see workers hazard list), or hazard that the engine has computed: run the hazard "
        + "part, oq export its hcurves, or its gmf_data, sitemesh and events, -e csv, and put the files in hazard/ or "
        + "name them in job.ini (hazard_curves_csv, or gmfs_csv with sites_csv)");

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

    /// <summary>W2001.</summary>
    public static InputException NoCurves(string kind, string imt) => new(
        ErrorCode.HazardFileMissing,
        $"There are no curves {kind} for {imt}.",
        where: null,
        "the same intensity measure types for each realization or statistic");

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

    /// <summary>W2002.</summary>
    public static InputException NoFieldColumns(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The file has no columns of ground motion fields.",
        where,
        "event_id, site_id, gmv_<IMT>, …");

    /// <summary>W2002.</summary>
    public static InputException TooManyImts(int most, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"There are more than {most} intensity columns.",
        where,
        "fewer");

    /// <summary>W2002.</summary>
    public static InputException NoCustomSiteIds(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The file names sites by custom_site_id, which the sites do not have.",
        where,
        "a column custom_site_id in the file of sites");

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
    public static InputException NoEvents(string where) => new(
        ErrorCode.HazardFileMalformed,
        "There are no events.",
        where,
        "at least one event");

    /// <summary>W2002.</summary>
    public static InputException UnreadableJson(string reason, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The JSON cannot be read: {Shown.Shorten(reason)}",
        where,
        "an object with investigation_time, weights, imtls or imts");

    /// <summary>W2002.</summary>
    public static InputException UnreadableHdf5(string reason, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The HDF5 file cannot be read: {Shown.Shorten(reason)}",
        where,
        "an HDF5 export of the engine with gmf_data and sitecol");

    /// <summary>W2002.</summary>
    public static InputException Hdf5ColumnsDiffer(string where) => new(
        ErrorCode.HazardFileMalformed,
        "The columns of gmf_data differ in length, or there are none.",
        where,
        "an HDF5 export of the engine with gmf_data and sitecol");

    /// <summary>W2003.</summary>
    public static InputException NotANumber(string text, string where) => new(
        ErrorCode.HazardNotANumber,
        $"'{Shown.Shorten(text)}' is not a number.",
        where,
        "finite numbers");

    /// <summary>W2004.</summary>
    public static InputException NoInvestigationTimeOfCurves(string where) => new(
        ErrorCode.InvestigationTimeMissing,
        "Nothing says the investigation time of the curves.",
        where,
        "investigation_time=50.0 in the # line, in hazard.json or in job.ini");

    /// <summary>W2004.</summary>
    public static InputException NoInvestigationTimeOfEvents(string where) => new(
        ErrorCode.InvestigationTimeMissing,
        "Nothing says the investigation time of the events.",
        where,
        "investigation_time in hazard.json or job.ini (null in hazard.json for a scenario, " +
        "or calculation_mode = scenario in job.ini)");

    /// <summary>W2005.</summary>
    public static InputException LevelsNotIncreasing(double level, double before, string where) => new(
        ErrorCode.LevelsNotIncreasing,
        $"The levels do not increase: {level:R} after {before:R}.",
        where,
        "levels that strictly increase");

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

    /// <summary>W2008.</summary>
    public static InputException NoEventIds(string where) => new(
        ErrorCode.EventIdsInvalid,
        "There are no events.",
        where,
        "ids from 0, or an events.csv that says which events there are");

    /// <summary>W2008.</summary>
    public static InputException EventIdsBeginAt(long first, string where) => new(
        ErrorCode.EventIdsInvalid,
        $"The event ids begin at {first}.",
        where,
        "ids from 0, or an events.csv that says which events there are");

    /// <summary>W2008.</summary>
    public static InputException DuplicateEvent(long id, string where) => new(
        ErrorCode.EventIdsInvalid,
        $"The event id {id} is there twice.",
        where,
        "ids that differ");

    /// <summary>W2008.</summary>
    public static InputException OtherEventCount(int found, long stated, string where) => new(
        ErrorCode.EventIdsInvalid,
        $"There are {found} events; num_events says {stated}.",
        where,
        "the number of events, those without ground motion among them");

    /// <summary>W2009.</summary>
    public static InputException DuplicateEventSite(long eventId, int siteId, string where) => new(
        ErrorCode.DuplicateEventSite,
        $"Event {eventId} at site {siteId} is there twice.",
        where,
        "one row for an event and a site");

    /// <summary>W2010.</summary>
    public static InputException UnknownSite(string id, string where) => new(
        ErrorCode.UnknownSite,
        $"There is no site {Shown.Shorten(id)}.",
        where,
        "a site of the calculation");

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

    /// <summary>W2014.</summary>
    public static InputException NegativeIntensity(double value, string where) => new(
        ErrorCode.NegativeIntensity,
        $"The intensity {value:R} is negative.",
        where,
        "intensities not less than 0");

    /// <summary>W2015.</summary>
    public static InputException UnknownEvent(string id, string where) => new(
        ErrorCode.UnknownEvent,
        $"There is no event {Shown.Shorten(id)}.",
        where,
        "an event of the calculation");

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

    /// <summary>W5007.</summary>
    public static InputException TooManyPairs(int sites, int events, string where) => new(
        ErrorCode.TooLarge,
        $"{sites} sites × {events} events are too many to read at once.",
        where,
        $"at most {Array.MaxLength} pairs");

    /// <summary>W2002.</summary>
    public static InputException JsonTooLarge(long mostBytes, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The file is larger than {mostBytes >> 20} MB.",
        where,
        "an object with investigation_time, weights, imtls or imts");

    /// <summary>W2002.</summary>
    public static InputException DuplicateImt(string imt, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The intensity measure type {Shown.Shorten(imt)} is there twice.",
        where,
        "each once");

    /// <summary>W2002.</summary>
    public static InputException Hdf5DeclaresTooMuch(string dataset, ulong bytes, long fileBytes, string where) => new(
        ErrorCode.HazardFileMalformed,
        $"The dataset {dataset} declares {bytes:N0} bytes in a file of {fileBytes:N0}.",
        where,
        "datasets that hold what they declare");

    /// <summary>W2008.</summary>
    public static InputException MostEventsAreEmpty(long events, long sites, long rows, string where) => new(
        ErrorCode.EventIdsInvalid,
        $"{rows:N0} rows of ground motion stand against {events:N0} events at {sites:N0} sites.",
        where,
        "events and sites that have ground motion, at least one in a thousand of them");

    /// <summary>W2017.</summary>
    public static InputException PoeRises(double poe, double before, string where) => new(
        ErrorCode.PoesRise,
        $"The probability rises from {before:R} to {poe:R} at the next level.",
        where,
        "probabilities of exceedance that do not rise with the level");
}

namespace Workers.Errors;

/// <summary>Sentences of the errors of ground motion fields and their events (2xxx).</summary>
public static class GroundMotionErrors
{
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
    public static InputException NoEvents(string where) => new(
        ErrorCode.HazardFileMalformed,
        "There are no events.",
        where,
        "at least one event");

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

    /// <summary>W2004.</summary>
    public static InputException NoInvestigationTimeOfEvents(string where) => new(
        ErrorCode.InvestigationTimeMissing,
        "Nothing says the investigation time of the events.",
        where,
        "investigation_time in hazard.json or job.ini (null in hazard.json for a scenario, " +
        "or calculation_mode = scenario in job.ini)");

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

    /// <summary>W5007.</summary>
    public static InputException TooManyPairs(int sites, int events, string where) => new(
        ErrorCode.TooLarge,
        $"{sites} sites × {events} events are too many to read at once.",
        where,
        $"at most {Array.MaxLength} pairs");

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
}

namespace Workers.Errors;

/// <summary>
/// Numbers of input errors, with what each means and what to do: <c>docs/errors.md</c> is made from this list.
/// A number is never reused; the first digit says which door it was refused at.
/// </summary>
public enum ErrorCode
{
    // 1xxx: the request
    [Meaning(
        "the area of interest is no bounding box or GeoJSON polygon, crosses itself or is empty",
        "correct the geometry")]
    AreaInvalid = 1001,

    [Meaning(
        "the area has more corners or parts than are allowed",
        "simplify it")]
    AreaTooComplex = 1002,

    [Meaning(
        "the message or the options lack something or contradict each other",
        "see the schema in `messages.md`")]
    RequestInvalid = 1003,

    [Meaning(
        "the icebox has no hazard calculation of that id",
        "list those there are: `workers hazard list`")]
    UnknownHazard = 1004,

    [Meaning(
        "the icebox has no risk model of that id",
        "add it: `workers model add`")]
    UnknownRiskModel = 1005,

    [Meaning(
        "there is no job of that id",
        "list the jobs: `workers jobs`")]
    UnknownJob = 1006,

    [Meaning(
        "the hazard calculation has no output of that name, or several statistics and none is chosen",
        "choose one of those the error names")]
    UnknownHazardOutput = 1007,

    [Meaning(
        "the job id was used before, with another request",
        "take a new id")]
    JobIdReused = 1008,

    [Meaning(
        "the job is in a state that does not allow this",
        "look at its state: `workers job ID`")]
    ActionNotPossible = 1009,

    [Meaning(
        "as many jobs of this owner are under way as are allowed; nothing was stored",
        "send the same request again when one has ended, or have `WORKERS_MOST_RUNNING_JOBS` raised")]
    TooManyJobs = 1010,

    [Meaning(
        "the beginning of an id stands for more than one",
        "give more of its characters")]
    AmbiguousId = 1011,

    [Meaning(
        "the folder holds the results of another job, and results of two jobs are never mixed",
        "write to another folder, or replace them with `--overwrite`")]
    FolderOfAnotherJob = 1012,

    [Meaning(
        "jobs under way, or archived results, are of this hazard calculation or risk model; nothing was removed",
        "look who uses it: `workers hazard show ID` or `workers model show ID`")]
    StillNeeded = 1013,

    [Meaning(
        "the message id was used before, for another message",
        "take a new id for a new message")]
    MessageIdReused = 1020,

    [Meaning(
        "the job belongs to another owner",
        "act as its owner (`by`)")]
    NotYourJob = 1021,

    [Meaning(
        "there is no dead letter, or no operation, of that id",
        "list them: `workers deadletters list`, `workers operations`")]
    UnknownLetter = 1022,

    [Meaning(
        "an action on many dead letters was not confirmed by their count, or the count was another",
        "look at what is meant, and give the count: `--confirm N`")]
    NotConfirmed = 1023,

    // 2xxx: hazard files
    [Meaning(
        "a file that the calculation needs is not in the folder",
        "add it; the error says which names are looked for")]
    HazardFileMissing = 2001,

    [Meaning(
        "a file is not what its name says, has too few columns, or two files contradict each other",
        "export it again, or correct the line")]
    HazardFileMalformed = 2002,

    [Meaning(
        "a value is no finite number",
        "correct it; NaN and infinity are not accepted")]
    HazardNotANumber = 2003,

    [Meaning(
        "nothing says the years that the hazard stands for",
        "state `investigation_time` in hazard.json or job.ini (null for a scenario)")]
    InvestigationTimeMissing = 2004,

    [Meaning(
        "intensity levels do not strictly increase",
        "sort them and remove doubles")]
    LevelsNotIncreasing = 2005,

    [Meaning(
        "a site id or a place is there twice",
        "keep one")]
    DuplicateSite = 2006,

    [Meaning(
        "a probability is below 0 or above 1",
        "correct it")]
    PoeOutOfRange = 2007,

    [Meaning(
        "event ids repeat, do not begin at 0 where there is no events.csv, or their number is not the stated " +
        "one",
        "add the events export")]
    EventIdsInvalid = 2008,

    [Meaning(
        "two lines give ground motion for the same event and site",
        "keep one")]
    DuplicateEventSite = 2009,

    [Meaning(
        "a line names a site that is not among the sites",
        "add the site, or remove the line")]
    UnknownSite = 2010,

    [Meaning(
        "files of curves do not have the same sites",
        "export them from one calculation")]
    SitesDiffer = 2011,

    [Meaning(
        "files of curves for one intensity measure type do not have the same levels",
        "export them from one calculation")]
    LevelsDiffer = 2012,

    [Meaning(
        "weights of realizations are missing, negative or do not sum to 1",
        "add realizations.csv, or weights in hazard.json")]
    WeightsInvalid = 2013,

    [Meaning(
        "a ground motion value is negative",
        "correct it")]
    NegativeIntensity = 2014,

    [Meaning(
        "a line names an event that is not in events.csv",
        "add the event, or remove the line")]
    UnknownEvent = 2015,

    [Meaning(
        "a longitude, latitude or depth is out of range",
        "degrees from -180 to 180 and -90 to 90")]
    CoordinateOutOfRange = 2016,

    [Meaning(
        "the probabilities of a hazard curve rise with the level",
        "export it again, or correct the line")]
    PoesRise = 2017,

    // 3xxx: risk model files
    [Meaning(
        "there is no job.ini, or a file that it names is not there",
        "add it, or correct the name")]
    RiskFileMissing = 3001,

    [Meaning(
        "the XML is not well-formed, no NRML, or lacks an element; document types are not allowed",
        "correct the line")]
    XmlMalformed = 3002,

    [Meaning(
        "the CSV has no such column, another number of fields, or an open quote",
        "correct the line")]
    CsvMalformed = 3003,

    [Meaning(
        "the zip is damaged, encrypted or none",
        "zip the folder again")]
    ZipMalformed = 3004,

    [Meaning(
        "there are too many files or bytes, or they are compressed beyond belief",
        "upload only the job.ini and what it names")]
    UploadTooLarge = 3005,

    [Meaning(
        "a name leads out of its folder, is absolute, a link, there twice, or not portable",
        "use relative names")]
    UnsafePath = 3006,

    [Meaning(
        "an asset id is used twice",
        "ids that differ")]
    DuplicateAsset = 3007,

    [Meaning(
        "a field of an asset or of the exposure's header is wrong",
        "correct it")]
    AssetInvalid = 3008,

    [Meaning(
        "an asset or the exposure has no cost that the job needs",
        "add it, or name the cost type in `ignore_missing_costs`")]
    CostMissing = 3009,

    [Meaning(
        "there are no assets",
        "add some; check `region`")]
    ExposureEmpty = 3010,

    [Meaning(
        "a vulnerability or fragility function breaks a rule: an intensity that there is, levels that increase, " +
        "a possible distribution, probabilities that sum to 1 or do not fall, one value a level",
        "correct the function")]
    FunctionInvalid = 3011,

    [Meaning(
        "a taxonomy of the exposure has no function, or no row in the mapping",
        "add the function or the row")]
    TaxonomyWithoutFunction = 3012,

    [Meaning(
        "weights of a taxonomy do not sum to 1, or a column is not understood",
        "correct the mapping")]
    TaxonomyMappingInvalid = 3013,

    [Meaning(
        "there are functions for people, and none in the exposure at that time of day",
        "add occupancies, or change `time_event`")]
    OccupantsMissing = 3014,

    [Meaning(
        "a tag is used that the exposure does not declare",
        "declare it in `tagNames`")]
    UnknownTag = 3015,

    [Meaning(
        "two functions have one id",
        "ids that differ")]
    DuplicateFunction = 3016,

    [Meaning(
        "a policy or a treaty breaks a rule: fractions from 0 to 1, deductible not above the limit, each " +
        "policy once and in both exposure and policies, treaties in order",
        "correct it")]
    InsuranceInvalid = 3017,

    [Meaning(
        "return periods do not increase, or factors are not positive",
        "correct the table")]
    LossAmplificationInvalid = 3018,

    [Meaning(
        "a consequence is not known, or its limit states are not those of the fragility functions",
        "correct it")]
    ConsequenceInvalid = 3019,

    // 4xxx: job.ini
    [Meaning(
        "a line is neither a section, a parameter nor a comment, or a parameter is there twice",
        "correct the line")]
    IniMalformed = 4001,

    [Meaning(
        "no engine knows this parameter; none is ignored",
        "correct the spelling (the error proposes one), or remove it")]
    UnknownParameter = 4002,

    [Meaning(
        "the value is not one that the parameter takes",
        "correct it")]
    ParameterInvalid = 4003,

    [Meaning(
        "the mode needs a parameter that is not there",
        "add it")]
    ParameterMissing = 4004,

    [Meaning(
        "`calculation_mode` is no risk mode",
        "one of those the error names")]
    UnknownMode = 4005,

    [Meaning(
        "the engine knows this, we do not compute it",
        "leave it out, or use the engine")]
    NotYetSupported = 4006,

    // 5xxx: hazard and risk do not fit together
    [Meaning(
        "the mode needs curves and the hazard is ground motion, or the other way round",
        "choose other hazard or another mode")]
    HazardKindUnusable = 5001,

    [Meaning(
        "the functions need an intensity measure type that the hazard does not have",
        "choose hazard with it; the error says which there are")]
    ImtMissing = 5002,

    [Meaning(
        "no hazard site lies in or near the area, or near any asset; the error lists the first assets with " +
        "their distances",
        "choose another area or hazard")]
    NoSiteInArea = 5003,

    [Meaning(
        "assets are farther from any site than `asset_hazard_distance`",
        "raise it, set `discard_assets`, or choose other hazard")]
    AssetsTooFar = 5004,

    [Meaning(
        "no asset lies in the area",
        "choose another area")]
    NoAssetInArea = 5005,

    [Meaning(
        "the curves of a site are too close to 1 to be used",
        "check the hazard")]
    PoesUnusable = 5006,

    [Meaning(
        "the job is larger than this deployment allows: assets, hazard values, room in the engine database, " +
        "or aggregations; the error has both figures and names the setting",
        "a smaller area or exposure, fewer events, or fewer aggregations")]
    TooLarge = 5007,

    [Meaning(
        "job.ini states another `investigation_time` than the hazard has",
        "choose the hazard that is meant, or leave it out; `risk_investigation_time` is free")]
    InvestigationTimeDiffers = 5008,

    [Meaning(
        "a loss, its variance or a sum of them is larger than a 32-bit number holds; nothing is archived",
        "state values in a larger unit, such as millions")]
    ResultTooLarge = 5009,
}

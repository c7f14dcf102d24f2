namespace Workers.Risk.Input;

/// <summary>Numbers of input errors. A number is never reused; the first digit says which door it was refused at.</summary>
public enum ErrorCode
{
    // 1xxx: the request
    AreaInvalid = 1001,
    AreaTooComplex = 1002,
    RequestInvalid = 1003,
    UnknownHazard = 1004,
    UnknownRiskModel = 1005,
    UnknownJob = 1006,
    UnknownHazardOutput = 1007,
    JobIdReused = 1008,
    ActionNotPossible = 1009,
    TooManyJobs = 1010,

    // 2xxx: hazard files
    HazardFileMissing = 2001,
    HazardFileMalformed = 2002,
    HazardNotANumber = 2003,
    InvestigationTimeMissing = 2004,
    LevelsNotIncreasing = 2005,
    DuplicateSite = 2006,
    PoeOutOfRange = 2007,
    EventIdsInvalid = 2008,
    DuplicateEventSite = 2009,
    UnknownSite = 2010,
    SitesDiffer = 2011,
    LevelsDiffer = 2012,
    WeightsInvalid = 2013,
    NegativeIntensity = 2014,
    UnknownEvent = 2015,
    CoordinateOutOfRange = 2016,

    // 3xxx: risk model files
    RiskFileMissing = 3001,
    XmlMalformed = 3002,
    CsvMalformed = 3003,
    ZipMalformed = 3004,
    UploadTooLarge = 3005,
    UnsafePath = 3006,
    DuplicateAsset = 3007,
    AssetInvalid = 3008,
    CostMissing = 3009,
    ExposureEmpty = 3010,
    FunctionInvalid = 3011,
    TaxonomyWithoutFunction = 3012,
    TaxonomyMappingInvalid = 3013,
    OccupantsMissing = 3014,
    UnknownTag = 3015,
    DuplicateFunction = 3016,
    InsuranceInvalid = 3017,
    LossAmplificationInvalid = 3018,
    ConsequenceInvalid = 3019,

    // 4xxx: job.ini
    IniMalformed = 4001,
    UnknownParameter = 4002,
    ParameterInvalid = 4003,
    ParameterMissing = 4004,
    UnknownMode = 4005,
    NotYetSupported = 4006,

    // 5xxx: hazard and risk do not fit together
    HazardKindUnusable = 5001,
    ImtMissing = 5002,
    NoSiteInArea = 5003,
    AssetsTooFar = 5004,
    NoAssetInArea = 5005,
    PoesUnusable = 5006,
    TooLarge = 5007,
    InvestigationTimeDiffers = 5008,
}

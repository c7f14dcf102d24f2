namespace Workers.Errors;

/// <summary>Sentences of the errors of hazard and risk that do not fit together (5xxx).</summary>
public static class FitErrors
{
    /// <summary>W5001.</summary>
    public static InputException HazardKindUnusable(
        string mode,
        string title,
        string given,
        string where,
        string needed) => new(
            ErrorCode.HazardKindUnusable,
            $"The mode {mode} ({title}) cannot use {given}.",
            where,
            needed);

    /// <summary>W5005.</summary>
    /// <param name="assets">Assets of the exposure model.</param>
    public static InputException NoAssetInArea(int assets) => new(
        ErrorCode.NoAssetInArea,
        $"None of the {assets} assets lies in the area of interest.",
        where: null,
        "an area that holds assets of the exposure model");

    /// <summary>W5007.</summary>
    /// <param name="count">How much there is.</param>
    /// <param name="what">Of what, e.g. <c>assets</c>.</param>
    /// <param name="limit">How much is allowed.</param>
    /// <param name="where">Whose it is.</param>
    /// <param name="instead">What would be less.</param>
    public static InputException TooLarge(long count, string what, Limit limit, string where, string instead) => new(
        ErrorCode.TooLarge,
        $"The job has {count:N0} {what} where {limit.Most:N0} are allowed.",
        where,
        $"at most {limit.Most:N0} ({limit.Setting}): {instead}");

    /// <summary>W5002.</summary>
    public static InputException ImtMissing(
        IEnumerable<string> missing,
        IEnumerable<string> known,
        string? where) => new(
        ErrorCode.ImtMissing,
        $"The hazard has no {string.Join(", ", missing)}, which the risk functions need.",
        where,
        $"hazard with it; there is {string.Join(", ", known)}");

    /// <summary>W5003.</summary>
    /// <param name="distance">The farthest allowed, km.</param>
    /// <param name="what">Near to what: <c>assets</c> or <c>area</c>.</param>
    /// <param name="where">Which hazard and model, and how far apart they are.</param>
    public static InputException NoSiteInArea(double distance, string what, string where) => new(
        ErrorCode.NoSiteInArea,
        $"No site of the hazard calculation is within {distance} km of the {what}.",
        where,
        "an area that the hazard covers, or hazard for these assets");

    /// <summary>W5004.</summary>
    /// <param name="far">Assets that are too far.</param>
    /// <param name="all">All assets.</param>
    /// <param name="distance">The farthest allowed, km.</param>
    /// <param name="which">The assets with their distances.</param>
    public static InputException AssetsTooFar(int far, int all, double distance, string which) => new(
        ErrorCode.AssetsTooFar,
        $"{far} of {all} assets have no hazard site within {distance} km.",
        which,
        far == all ? "hazard where the assets are" : "a larger asset_hazard_distance, or discard_assets = true");

    /// <summary>W5006.</summary>
    public static InputException PoesUnusable(string imt, int siteId) => new(
        ErrorCode.PoesUnusable,
        $"The hazard curve of {imt} is unusable: all its probabilities are about 1.",
        $"site {siteId}",
        "a shorter investigation time or higher levels");

    /// <summary>W5007.</summary>
    public static InputException TooManyAggregates(IEnumerable<string> tags, int most) => new(
        ErrorCode.TooLarge,
        $"aggregate_by = {string.Join(", ", tags)} has more than {most:N0} combinations.",
        "job.ini aggregate_by",
        "fewer tags, or tags of fewer values");

    /// <summary>W5008.</summary>
    public static InputException InvestigationTimeDiffers(double stated, double? years) => new(
        ErrorCode.InvestigationTimeDiffers,
        $"The job states an investigation time of {stated} years; the hazard has " +
        (years is null ? "none, being a scenario." : $"{years}."),
        "job.ini investigation_time",
        "that of the hazard, or none; risk_investigation_time is free");

    /// <summary>W5009.</summary>
    public static InputException ResultTooLarge(string kind, string lossType) => new(
        ErrorCode.ResultTooLarge,
        $"A value of {kind} for {lossType} is larger than can be kept ({float.MaxValue:E2}).",
        where: null,
        "values of assets in a larger unit, such as millions");
}

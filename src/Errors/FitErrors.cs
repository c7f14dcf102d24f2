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
}

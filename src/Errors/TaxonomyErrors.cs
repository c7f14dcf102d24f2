namespace Workers.Errors;

/// <summary>
/// Sentences of the errors of taxonomies: those without a risk function, and their mapping (3012, 3013).
/// </summary>
public static class TaxonomyErrors
{
    /// <summary>W3012.</summary>
    public static InputException TaxonomyNotMapped(string taxonomy, string lossType, string where) => new(
        ErrorCode.TaxonomyWithoutFunction,
        $"The taxonomy {taxonomy} is not in the mapping for {lossType}.",
        where,
        "a row for it");

    /// <summary>W3012.</summary>
    public static InputException NoFunctionOfTaxonomy(
        string taxonomy,
        string lossType,
        string function,
        IEnumerable<string> known,
        string where) => new(
        ErrorCode.TaxonomyWithoutFunction,
        $"The taxonomy {taxonomy} needs the {lossType} function {function}, which is not there.",
        where,
        Shown.Among(known));

    /// <summary>W3013.</summary>
    public static InputException EmptyMapping(string where) => new(
        ErrorCode.TaxonomyMappingInvalid,
        "A taxonomy or risk id is empty.",
        where,
        "both");

    /// <summary>W3013.</summary>
    public static InputException MappingSumsTo(double sum, string taxonomy, string where) => new(
        ErrorCode.TaxonomyMappingInvalid,
        $"The weights of taxonomy {Shown.Shorten(taxonomy)} sum to {sum:R}.",
        where,
        "1");

    /// <summary>W4006.</summary>
    public static InputException MappingBy(string column, string value, string where) => new(
        ErrorCode.NotYetSupported,
        $"A mapping by {column} is not supported: {column} = '{Shown.Shorten(value)}'.",
        where,
        "one mapping for all, without that column");

    /// <summary>W3012.</summary>
    /// <param name="lossType">Loss type.</param>
    /// <param name="taxonomies">The taxonomies without function.</param>
    /// <param name="missing">What is missing for each.</param>
    /// <param name="known">Functions that there are.</param>
    public static InputException TaxonomiesWithoutFunction(
        string lossType,
        IEnumerable<string> taxonomies,
        string missing,
        IEnumerable<string> known) => new(
            ErrorCode.TaxonomyWithoutFunction,
            $"There is no {lossType} function for the taxonomies {string.Join(", ", taxonomies)}.",
            where: null,
            $"{missing} for each; there are functions for {string.Join(", ", known)}");

    /// <summary>W3013.</summary>
    public static InputException MappedToNothing(
        string taxonomy,
        string riskId,
        string lossType,
        IEnumerable<string> known) => new(
            ErrorCode.TaxonomyMappingInvalid,
            $"The taxonomy {taxonomy} is mapped to {riskId}, which is not among the {lossType} functions.",
            where: null,
            Shown.Among(known));
}

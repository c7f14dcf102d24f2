namespace Workers.Errors;

/// <summary>Sentences of the errors of insurance and reinsurance (3017).</summary>
public static class InsuranceErrors
{
    /// <summary>W3017.</summary>
    public static InputException InvalidTreaties(string where) => new(
        ErrorCode.InsuranceInvalid,
        "There are two treaties of one name.",
        where,
        "treaties whose names differ");

    /// <summary>W3017.</summary>
    public static InputException UnknownTreatyType(string type, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The treaty type '{Shown.Shorten(type)}' is not known.",
        where,
        "prop, wxlr or catxl");

    /// <summary>W3017.</summary>
    public static InputException DeductibleAboveLimit(double deductible, double limit, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The deductible {deductible:R} is above the limit {limit:R}.",
        where,
        "a deductible not above the limit");

    /// <summary>W3017.</summary>
    public static InputException CededTooMuch(double ceded, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The proportional treaties take {ceded:R} of the policy.",
        where,
        "not more than 1");

    /// <summary>W3017.</summary>
    public static InputException DuplicatePolicy(string id, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The policy {Shown.Shorten(id)} is there twice.",
        where,
        "once");

    /// <summary>W3017.</summary>
    public static InputException NoPolicies(string where) => new(
        ErrorCode.InsuranceInvalid,
        "There are no policies.",
        where,
        "at least one");

    /// <summary>W3015.</summary>
    public static InputException PolicyWithoutAssets(string policy) => new(
        ErrorCode.UnknownTag,
        $"No asset has the policy {policy}, or results are not aggregated by policy.",
        "job.ini reinsurance_file",
        "aggregate_by = policy, and policies that assets have");
}

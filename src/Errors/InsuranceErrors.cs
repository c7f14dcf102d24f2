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
    public static InputException NotAggregatedByPolicy(string where) => new(
        ErrorCode.UnknownTag,
        "Reinsurance needs losses by policy, and aggregate_by does not begin with it.",
        where,
        "aggregate_by = policy, further sets of tags after it");

    /// <summary>W3017.</summary>
    public static InputException NoPolicyOfAsset(string policy, string asset, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The exposure has the policy {Shown.Shorten(policy)} (asset {Shown.Shorten(asset)}), which is not there.",
        where,
        "a line for each policy of the exposure");

    /// <summary>W3017.</summary>
    public static InputException NoAssetOfPolicy(string policy, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"No asset has the policy {Shown.Shorten(policy)}.",
        where,
        "policies that assets have");

    /// <summary>W3017.</summary>
    public static InputException TwoDeductibles(string policy, string asset, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The policy {Shown.Shorten(policy)} has a deductible, and so has its asset {Shown.Shorten(asset)}.",
        where,
        "deductibles of policies, or ideductible of assets");

    /// <summary>W3017.</summary>
    public static InputException TreatiesOutOfOrder(string treaty, string type, string before, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The treaty {Shown.Shorten(treaty)} of type {type} stands after one of type {before}.",
        where,
        "treaties in the order prop, wxlr, catxl");

    /// <summary>W3017.</summary>
    public static InputException UnknownField(string field, string where) => new(
        ErrorCode.InsuranceInvalid,
        $"The field '{Shown.Shorten(field)}' is not known.",
        where,
        "policy, deductible or liability");
}

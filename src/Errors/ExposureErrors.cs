namespace Workers.Errors;

/// <summary>
/// Sentences of the errors of exposure models: assets, costs, occupants, tags (3007 to 3010, 3014, 3015).
/// </summary>
public static class ExposureErrors
{
    /// <summary>W3007.</summary>
    public static InputException DuplicateAsset(string id, string where, string first) => new(
        ErrorCode.DuplicateAsset,
        $"The asset id {id} is used twice.",
        where,
        $"ids that differ; it stands in {first} too");

    /// <summary>W3008.</summary>
    public static InputException InvalidAssetId(string id, int most, string where) => new(
        ErrorCode.AssetInvalid,
        $"The asset id '{Shown.Shorten(id)}' is not valid.",
        where,
        $"1 to {most} printable characters");

    /// <summary>W3008.</summary>
    public static InputException NoTaxonomy(string where) => new(
        ErrorCode.AssetInvalid,
        "The asset has no taxonomy.",
        where,
        "a taxonomy");

    /// <summary>W3008.</summary>
    public static InputException SeveralCosts(int count, string costType, string where) => new(
        ErrorCode.AssetInvalid,
        $"The asset has {count} {costType} costs.",
        where,
        "one");

    /// <summary>W3008.</summary>
    public static InputException InvalidOccupancy(string period, string where) => new(
        ErrorCode.AssetInvalid,
        $"The occupancy period '{Shown.Shorten(period)}' is not known or given twice.",
        where,
        "day, night, transit, once each");

    /// <summary>W3008.</summary>
    public static InputException UnknownOccupancy(string period, IEnumerable<string> known, string where) => new(
        ErrorCode.AssetInvalid,
        $"The occupancy period '{Shown.Shorten(period)}' is not known.",
        where,
        $"some of {string.Join(", ", known)}");

    /// <summary>W3008.</summary>
    public static InputException DuplicateField(string field, string where) => new(
        ErrorCode.AssetInvalid,
        $"The field {Shown.Shorten(field)} is mapped twice.",
        where,
        "once");

    /// <summary>W3008.</summary>
    public static InputException UnknownAreaType(string type, string where) => new(
        ErrorCode.AssetInvalid,
        $"The area type '{Shown.Shorten(type)}' is not known.",
        where,
        "per_asset or aggregated");

    /// <summary>W3008.</summary>
    public static InputException DuplicateCostType(string costType, string where) => new(
        ErrorCode.AssetInvalid,
        $"The cost type {Shown.Shorten(costType)} is declared twice.",
        where,
        "once");

    /// <summary>W3008.</summary>
    public static InputException UnknownCostBasis(string basis, string where) => new(
        ErrorCode.AssetInvalid,
        $"The cost type basis '{Shown.Shorten(basis)}' is not known.",
        where,
        "aggregated, per_asset or per_area");

    /// <summary>W3008.</summary>
    public static InputException FilesDiffer(string where, string first) => new(
        ErrorCode.AssetInvalid,
        "The exposure files declare different cost types, areas or occupancies.",
        where,
        $"the same as in {first}");

    /// <summary>W3009.</summary>
    public static InputException NoCost(string costType, string where) => new(
        ErrorCode.CostMissing,
        $"The asset has no {costType} cost.",
        where,
        $"a value, or ignore_missing_costs = {costType} in job.ini");

    /// <summary>W3009.</summary>
    public static InputException NoRetrofittedCost(string assetId) => new(
        ErrorCode.CostMissing,
        "The asset has no retrofitted cost.",
        $"asset {assetId}",
        "a retrofitted value for each asset");

    /// <summary>W3009.</summary>
    public static InputException NoCostType(string lossType, IEnumerable<string> costTypes, string where) => new(
        ErrorCode.CostMissing,
        $"There are functions for {lossType}, but the exposure has no such cost type.",
        where,
        Shown.Among(costTypes));

    /// <summary>W3010.</summary>
    public static InputException NoAssets(string? where) => new(
        ErrorCode.ExposureEmpty,
        "The exposure has no assets.",
        where,
        "at least one asset");

    /// <summary>W3014.</summary>
    public static InputException NoOccupants(string lossType, string where) => new(
        ErrorCode.OccupantsMissing,
        $"There are functions for {lossType}, but the exposure has none.",
        where,
        "occupancyPeriods and numbers of people");

    /// <summary>W3015.</summary>
    public static InputException UndeclaredTag(string tag, IReadOnlyList<string> declared, string where) => new(
        ErrorCode.UnknownTag,
        $"The tag {Shown.Shorten(tag)} is not declared.",
        where,
        Shown.Among(declared, "no tags, or their names in <tagNames>"));

    /// <summary>W3015.</summary>
    public static InputException NoTagToAggregateBy(string tag, IEnumerable<string> tags, string where) => new(
        ErrorCode.UnknownTag,
        $"aggregate_by names the tag {Shown.Shorten(tag)}, which the exposure does not have.",
        where,
        Shown.Among(tags));

    /// <summary>W3015.</summary>
    public static InputException NoPolicyTag(string where) => new(
        ErrorCode.UnknownTag,
        "There is insurance, but the exposure has no tag policy.",
        where,
        "a tag policy that says the policy of each asset");

    /// <summary>W3008.</summary>
    public static InputException ValueTooLarge(string lossType, string where) => new(
        ErrorCode.AssetInvalid,
        $"The {lossType} value of the asset is larger than can be calculated with.",
        where,
        $"a value below {float.MaxValue:E2}, multiplied by number and area");

    /// <summary>W3008.</summary>
    public static InputException SumTooLarge(string lossType, double sum, string where) => new(
        ErrorCode.AssetInvalid,
        $"The {lossType} values of the assets sum to {sum:E2}, more than can be calculated with.",
        where,
        $"a sum below {float.MaxValue:E2}");

    /// <summary>W3008.</summary>
    public static InputException NotWholeNumber(float number, string assetId) => new(
        ErrorCode.AssetInvalid,
        $"discrete_damage_distribution counts whole buildings; the asset has {number} of them.",
        $"asset {assetId}",
        "a whole number");

    /// <summary>W3009.</summary>
    public static InputException NoValues(string lossType, IEnumerable<string> costTypes) => new(
        ErrorCode.CostMissing,
        $"The exposure has no values for the loss type {lossType}.",
        where: null,
        Shown.Among(costTypes));

    /// <summary>W3010.</summary>
    public static InputException NoneInRegion(int assets) => new(
        ErrorCode.ExposureEmpty,
        $"None of the {assets} assets is within the region.",
        "job.ini region",
        "a region that holds assets");

    /// <summary>W3014.</summary>
    public static InputException NoOccupantsAt(
        string timeEvent,
        IEnumerable<string> known,
        string? where = null) => new(
        ErrorCode.OccupantsMissing,
        $"The exposure has no occupants for time_event = {timeEvent}.",
        where,
        Shown.Among(known, "occupancies in the exposure"));
}

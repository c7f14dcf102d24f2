namespace Workers.Errors;

/// <summary>Sentences of the errors of risk functions and of loss amplification (3011, 3016, 3018).</summary>
public static class FunctionErrors
{
    /// <summary>W3011.</summary>
    public static InputException UnknownFormat(string format, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The format '{Shown.Shorten(format)}' is not known.",
        where,
        "continuous or discrete");

    /// <summary>W3011.</summary>
    public static InputException UnknownDistribution(string distribution, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The distribution '{Shown.Shorten(distribution)}' is not known.",
        where,
        "LN, BT or PM");

    /// <summary>W3011.</summary>
    public static InputException InvalidLimitStates(IEnumerable<string> states, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The limit states '{Shown.Shorten(string.Join(' ', states))}' are not valid.",
        where,
        "names that differ, without no_damage");

    /// <summary>W3011.</summary>
    public static InputException LimitStatesDiffer(
        IEnumerable<string> states,
        IEnumerable<string> others,
        string where) => new(
        ErrorCode.FunctionInvalid,
        $"The limit states are {string.Join(' ', states)}.",
        where,
        $"those of the other files: {string.Join(' ', others)}");

    /// <summary>W3011.</summary>
    public static InputException NotOnePerLimitState(
        string element,
        IEnumerable<string> found,
        IEnumerable<string> states,
        string where) => new(
        ErrorCode.FunctionInvalid,
        $"The function has <{element}> for {string.Join(' ', found)}.",
        where,
        $"one for each limit state: {string.Join(' ', states)}");

    /// <summary>W3011.</summary>
    public static InputException NoFunctions(string kind, string where) => new(
        ErrorCode.FunctionInvalid,
        "The model has no functions.",
        where,
        $"at least one {kind} function");

    /// <summary>W3011.</summary>
    public static InputException PoesPerLevel(int poes, int levels, string where) => new(
        ErrorCode.FunctionInvalid,
        $"There are {poes} probabilities for {levels} levels.",
        where,
        "a probability for each level");

    /// <summary>W3011.</summary>
    public static InputException InvalidImt(string imt, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The intensity measure type '{Shown.Shorten(imt)}' is not valid.",
        where,
        "such as PGA or SA(0.3), capitals as they are here");

    /// <summary>W3011.</summary>
    public static InputException NoLevels(string where) => new(
        ErrorCode.FunctionInvalid,
        "There are no intensity levels.",
        where,
        "levels");

    /// <summary>W3011.</summary>
    public static InputException LevelsNotIncreasing(double level, double before, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The intensity levels do not increase: {level:R} after {before:R}.",
        where,
        "levels that strictly increase");

    /// <summary>W3011.</summary>
    public static InputException NoLossRatios(string where) => new(
        ErrorCode.FunctionInvalid,
        "There are no loss ratios.",
        where,
        "<probabilities lr=\"…\">");

    /// <summary>W3011.</summary>
    public static InputException LossRatiosNotIncreasing(double ratio, double before, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The loss ratios do not increase: {ratio:R} after {before:R}.",
        where,
        "loss ratios that strictly increase");

    /// <summary>W3011.</summary>
    public static InputException ProbabilitiesSumTo(double sum, double level, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The probabilities at level {level:R} sum to {sum:0.########}.",
        where,
        "probabilities of the loss ratios that sum to 1 at each level");

    /// <summary>W3011.</summary>
    public static InputException ProbabilityFalls(
        string limitState,
        double poe,
        double before,
        double level,
        string where) => new(
        ErrorCode.FunctionInvalid,
        $"The probability of {Shown.Shorten(limitState)} falls from {before:R} to {poe:R} at level {level:R}.",
        where,
        "probabilities that do not fall while the intensity grows");

    /// <summary>W3011.</summary>
    public static InputException LevelsOutOfOrder(double least, double greatest, string where) => new(
        ErrorCode.FunctionInvalid,
        $"minIML {least:R} is not below maxIML {greatest:R}.",
        where,
        "a minIML below maxIML");

    /// <summary>W3011.</summary>
    public static InputException MeansOutOfOrder(string limitState, double mean, double before, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The mean intensity of {Shown.Shorten(limitState)} is {mean:R}, below {before:R} of the state before it.",
        where,
        "means that do not fall from a slighter limit state to a worse one");

    /// <summary>W3011.</summary>
    public static InputException RatiosPerLevel(int ratios, int covs, int levels, string where) => new(
        ErrorCode.FunctionInvalid,
        $"There are {ratios} loss ratios and {covs} coefficients of variation for {levels} levels.",
        where,
        "one of each for each level");

    /// <summary>W3011.</summary>
    public static InputException VariationOfZero(double cov, double level, string where) => new(
        ErrorCode.FunctionInvalid,
        $"The loss ratio is 0 and its coefficient of variation {cov:R} at level {level:R}.",
        where,
        "no variation of a zero loss ratio");

    /// <summary>W3011.</summary>
    public static InputException ImpossibleBeta(double mean, double cov, double level, string where) => new(
        ErrorCode.FunctionInvalid,
        $"No beta distribution has mean {mean:R} and coefficient of variation {cov:R} (level {level:R}).",
        where,
        "a mean not above 1 and cov² not above 1/mean − 1");

    /// <summary>W3016.</summary>
    public static InputException DuplicateFunction(string id, string where) => new(
        ErrorCode.DuplicateFunction,
        $"The function {Shown.Shorten(id)} is there twice.",
        where,
        "ids that differ");

    /// <summary>W3018.</summary>
    public static InputException NoAmplification(string where) => new(
        ErrorCode.LossAmplificationInvalid,
        "The file has no rows.",
        where,
        "return_period, pla_factor");

    /// <summary>W3011.</summary>
    public static InputException MassFunctionUnusable(string use, string id) => new(
        ErrorCode.FunctionInvalid,
        $"Probability mass functions cannot be used for {use}.",
        id,
        "distribution LN or BT");

    /// <summary>W3011.</summary>
    public static InputException OneLossRatio(string id) => new(
        ErrorCode.FunctionInvalid,
        "All mean loss ratios of the function are the same.",
        id,
        "two levels with different mean loss ratios");
}

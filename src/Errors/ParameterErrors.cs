namespace Workers.Errors;

/// <summary>Sentences of the errors of job.ini (4xxx).</summary>
public static class ParameterErrors
{
    /// <summary>W4001.</summary>
    public static InputException FileTooLarge(int mostBytes, string where) => new(
        ErrorCode.IniMalformed,
        $"The file is larger than {mostBytes >> 20} MB.",
        where,
        "a job.ini");

    /// <summary>W4001.</summary>
    public static InputException GivenTwice(string key, string where, string first) => new(
        ErrorCode.IniMalformed,
        $"The parameter {Shown.Shorten(key)} is given twice.",
        where,
        $"once; it stands in {first} too");

    /// <summary>W4001.</summary>
    public static InputException NeitherSectionNorParameter(string line, string where) => new(
        ErrorCode.IniMalformed,
        $"'{Shown.Shorten(line)}' is neither a section nor a parameter.",
        where,
        "name = value");

    /// <summary>W4001: an option that sets a parameter.</summary>
    public static InputException NotAnOverride(string name, string value) => new(
        ErrorCode.IniMalformed,
        $"'{Shown.Shorten(name)}' cannot be set to '{Shown.Shorten(value)}'.",
        "--set",
        "name=value on one line, such as asset_hazard_distance=20");

    /// <summary>W4001: an option that sets a parameter.</summary>
    public static InputException SetTwice(string name) => new(
        ErrorCode.IniMalformed,
        $"The parameter {Shown.Shorten(name)} is set twice.",
        "--set",
        "each parameter once");

    /// <summary>W4001.</summary>
    public static InputException NoSection(string where) => new(
        ErrorCode.IniMalformed,
        "The first parameter stands before any section.",
        where,
        "a line [general] above it");

    /// <summary>W4002.</summary>
    public static InputException Unknown(string key, string? near, string where) => new(
        ErrorCode.UnknownParameter,
        $"The parameter {Shown.Shorten(key)} is not known.",
        where,
        near is null ? "a parameter of the OpenQuake engine" : $"a known name; did you mean {near}?");

    /// <summary>W4003.</summary>
    public static InputException SaysTheSame(string key, string other, string where) => new(
        ErrorCode.ParameterInvalid,
        $"{key} says the same as {other}.",
        where,
        "one of the two");

    /// <summary>W4004.</summary>
    /// <param name="key">The parameter that is not there.</param>
    /// <param name="where">The file.</param>
    /// <param name="value">What it would be set to.</param>
    public static InputException Missing(string key, string where, string value) => new(
        ErrorCode.ParameterMissing,
        $"{key} is missing.",
        where,
        $"{key} = {value}");

    /// <summary>W4004.</summary>
    public static InputException NoFunctions(string kind, string where) => new(
        ErrorCode.ParameterMissing,
        $"There are no {kind} functions.",
        where,
        $"structural_{kind}_file = … or one of another loss type");

    /// <summary>W4004.</summary>
    public static InputException NoRetrofittedFunctions(string where) => new(
        ErrorCode.ParameterMissing,
        "There are no vulnerability functions of the retrofitted buildings.",
        where,
        "structural_vulnerability_retrofitted_file = …");

    /// <summary>W4005.</summary>
    public static InputException UnknownMode(string mode, IEnumerable<string> known, string where) => new(
        ErrorCode.UnknownMode,
        $"The calculation mode '{Shown.Shorten(mode)}' is not a risk mode.",
        where,
        Shown.Among(known));

    /// <summary>W4006.</summary>
    public static InputException Unsupported(string key, string reason, string where) => new(
        ErrorCode.NotYetSupported,
        $"The parameter {key} is not supported: {reason}.",
        where,
        "a job.ini without it");

    /// <summary>W4003.</summary>
    public static InputException PeriodTooLong(double period, double years) => new(
        ErrorCode.ParameterInvalid,
        $"The return period {period} is beyond the effective time of the hazard, {years} years.",
        "job.ini return_periods",
        $"at most {years}");

    /// <summary>W4003.</summary>
    public static InputException CollectedWithWeights() => new(
        ErrorCode.ParameterInvalid,
        "collect_rlzs = true would lose the weights of a logic tree that was enumerated in full.",
        "job.ini collect_rlzs",
        "collect_rlzs = false, or hazard with number_of_logic_tree_samples > 0");

    /// <summary>W4003.</summary>
    public static InputException CollectedWithStatistics() => new(
        ErrorCode.ParameterInvalid,
        "Where realizations are collected there are no quantiles, std or max over them.",
        "job.ini collect_rlzs",
        "collect_rlzs = false, or the mean alone");

    /// <summary>W4003.</summary>
    public static InputException UnknownCurveType(string type) => new(
        ErrorCode.ParameterInvalid,
        $"The type of aggregate curve '{Shown.Shorten(type)}' is not known.",
        "job.ini aggregate_loss_curves_types",
        "ep, aep, oep");

    /// <summary>W4003.</summary>
    /// <param name="sum">Loss types with + between them.</param>
    /// <param name="parameter">The parameter that says so.</param>
    /// <param name="known">Loss types that there are functions for.</param>
    public static InputException LossTypeWithoutFunctions(
        string sum,
        string parameter,
        IEnumerable<string> known) => new(
        ErrorCode.ParameterInvalid,
        $"{sum} names a loss type without functions.",
        $"job.ini {parameter}",
        $"loss types among {string.Join(", ", known)}");

    /// <summary>W4003.</summary>
    public static InputException ReinsuredLossNotCalculated(string lossTypes, IEnumerable<string> known) => new(
        ErrorCode.ParameterInvalid,
        $"Reinsurance refers to {lossTypes}, which is not calculated.",
        "job.ini reinsurance_file",
        $"{Shown.Among(known)}; sums of loss types need total_losses");

    /// <summary>W4004.</summary>
    public static InputException ModeNeeds(string mode, string parameters, string expected) => new(
        ErrorCode.ParameterMissing,
        $"The mode {mode} needs {parameters}.",
        "job.ini",
        expected);

    /// <summary>W4004.</summary>
    public static InputException DeductibleOfWhat() => new(
        ErrorCode.ParameterMissing,
        "Assets have deductibles (ideductible), but nothing says which losses they apply to.",
        "job.ini total_losses",
        "loss types with + between them");

    /// <summary>W4006.</summary>
    public static InputException NotFollowed(string key) => new(
        ErrorCode.NotYetSupported,
        $"The parameter {key} is not supported.",
        $"job.ini {key}",
        $"a job without {key}");
}

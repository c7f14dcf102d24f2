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
    public static InputException SumWithoutFunctions(
        string key,
        string sum,
        IEnumerable<string> lossTypes,
        string where) => new(
        ErrorCode.ParameterInvalid,
        $"{key} names {Shown.Shorten(sum)}, which is not calculated.",
        where,
        $"loss types among {string.Join(", ", lossTypes)}; sums of them need total_losses");
}

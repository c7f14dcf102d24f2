namespace Workers.Errors;

/// <summary>Sentences of the errors of consequences (3016, 3019).</summary>
public static class ConsequenceErrors
{
    /// <summary>W3019.</summary>
    public static InputException ConsequenceStatesDiffer(
        IEnumerable<string> found,
        IEnumerable<string> states,
        string where) => new(
        ErrorCode.ConsequenceInvalid,
        $"The limit states {string.Join(' ', found)} differ from those of the fragility functions.",
        where,
        string.Join(' ', states));

    /// <summary>W3019.</summary>
    public static InputException UnknownConsequence(string name, IEnumerable<string> known, string where) => new(
        ErrorCode.ConsequenceInvalid,
        $"The consequence '{Shown.Shorten(name)}' is not known.",
        where,
        Shown.Among(known));

    /// <summary>W4006.</summary>
    public static InputException ConsequencesByTag(string tag, string where) => new(
        ErrorCode.NotYetSupported,
        $"Consequences by {Shown.Shorten(tag)} are not supported.",
        where,
        "{'taxonomy': …}");

    /// <summary>W3016.</summary>
    public static InputException DuplicateConsequence(string consequence, string lossType, string riskId) => new(
        ErrorCode.DuplicateFunction,
        $"The consequence {consequence} of {lossType} damage is there twice for {riskId}.",
        where: null,
        "once");

    /// <summary>W3019.</summary>
    public static InputException NoConsequence(
        string name,
        string lossType,
        string riskId,
        string taxonomy,
        string? where = null) => new(
        ErrorCode.ConsequenceInvalid,
        $"There is no {name} of {lossType} damage for {riskId}, which the taxonomy {taxonomy} has.",
        where,
        "consequences for each risk id, be they 0");
}

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
}

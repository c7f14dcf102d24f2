namespace Workers.Errors;

/// <summary>Sentences of the errors of requests (1xxx).</summary>
public static class RequestErrors
{
    /// <summary>W1004.</summary>
    public static InputException UnknownHazard(Guid id) => new(
        ErrorCode.UnknownHazard,
        $"The icebox has no hazard calculation {id}.",
        where: null,
        "an id that workers hazard list shows");

    /// <summary>W1006.</summary>
    public static InputException UnknownJob(Guid id) => new(
        ErrorCode.UnknownJob,
        $"There is no job {id}.",
        where: null,
        "an id that workers jobs lists");

    /// <summary>W1007.</summary>
    public static InputException SeveralStatistics(IEnumerable<string> outputs, string? where) => new(
        ErrorCode.UnknownHazardOutput,
        "The hazard has several statistics and no realizations, so one must be chosen.",
        where,
        Shown.Among(outputs));
}

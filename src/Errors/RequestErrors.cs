namespace Workers.Errors;

/// <summary>Sentences of the errors of requests (1xxx).</summary>
public static class RequestErrors
{
    /// <summary>W1001.</summary>
    public static InputException EmptyArea() => new(
        ErrorCode.AreaInvalid,
        "The area is empty.",
        "area",
        "boundingBox or geometry; leave area out for the whole exposure");

    /// <summary>W1002.</summary>
    public static InputException TooManyCharacters(int characters, int most) => new(
        ErrorCode.AreaTooComplex,
        $"The request has {characters:N0} characters.",
        "area",
        $"at most {most:N0}");

    /// <summary>W1003: the body is not the JSON of a request.</summary>
    public static InputException Unreadable(string reason, string? where) => new(
        ErrorCode.RequestInvalid,
        $"The request cannot be read: {reason.TrimEnd('.')}.",
        where,
        "plain JSON of ImportHazardRequested, as in docs/messages.md");

    /// <summary>W1003.</summary>
    public static InputException NoJobId() => new(
        ErrorCode.RequestInvalid,
        "The request has no jobId.",
        "jobId",
        "a UUID of your choice: the same for the same job");

    /// <summary>W1003.</summary>
    public static InputException HalfOfASurrogatePair() => new(
        ErrorCode.RequestInvalid,
        "The request contains half of a surrogate pair.",
        where: null,
        "Unicode text");

    /// <summary>W1003.</summary>
    public static InputException NulCharacter() => new(
        ErrorCode.RequestInvalid,
        "The request contains a NUL character.",
        where: null,
        "text without NUL");

    /// <summary>W1003.</summary>
    /// <param name="what">What it should name, e.g. <c>state</c>.</param>
    /// <param name="name">What was given.</param>
    /// <param name="known">Names that there are.</param>
    /// <param name="where">Where it was given.</param>
    public static InputException UnknownName(string what, string name, IEnumerable<string> known, string? where) => new(
        ErrorCode.RequestInvalid,
        $"There is no {what} '{name}'.",
        where,
        string.Join(", ", known));

    /// <summary>W1003.</summary>
    public static InputException NoHazardCalculation() => new(
        ErrorCode.RequestInvalid,
        "The request names no hazard calculation.",
        "hazardCalculationId",
        "the id of a hazard calculation in the icebox");

    /// <summary>W1003.</summary>
    public static InputException NotARiskModelId(string? id) => new(
        ErrorCode.RequestInvalid,
        $"'{id}' is not the id of a risk model.",
        "riskModelId",
        "64 lower-case hex digits: the content hash of the risk model");

    /// <summary>W1004.</summary>
    public static InputException UnknownHazard(Guid id) => new(
        ErrorCode.UnknownHazard,
        $"The icebox has no hazard calculation {id}.",
        where: null,
        "an id that workers hazard list shows");

    /// <summary>W1005.</summary>
    public static InputException UnknownRiskModel(string id) => new(
        ErrorCode.UnknownRiskModel,
        $"The icebox has no risk model '{id}'.",
        where: null,
        "an id that workers model list shows");

    /// <summary>W1006.</summary>
    public static InputException UnknownJob(Guid id, string? where = null) => new(
        ErrorCode.UnknownJob,
        $"There is no job {id}.",
        where,
        "an id that workers jobs lists");

    /// <summary>W1006: the job may be there, but it has not ended well.</summary>
    public static InputException NoResults(Guid id) => new(
        ErrorCode.UnknownJob,
        $"The icebox has no results of job {id}.",
        where: null,
        "the id of a job that is Completed");

    /// <summary>W1007.</summary>
    public static InputException UnknownOutput(string name, IEnumerable<string> outputs, string? where) => new(
        ErrorCode.UnknownHazardOutput,
        $"The hazard has no output '{name}'.",
        where,
        Shown.Among(outputs));

    /// <summary>W1007.</summary>
    public static InputException StatisticsAmongRealizations(string? where) => new(
        ErrorCode.UnknownHazardOutput,
        "Statistics and realizations cannot be used together.",
        where,
        "realizations, or a single statistic");

    /// <summary>W1007.</summary>
    public static InputException SeveralStatistics(IEnumerable<string> outputs, string? where) => new(
        ErrorCode.UnknownHazardOutput,
        "The hazard has several statistics and no realizations, so one must be chosen.",
        where,
        Shown.Among(outputs));

    /// <summary>W1008.</summary>
    public static InputException JobIdReused(Guid id) => new(
        ErrorCode.JobIdReused,
        $"Job {id} was asked for with another body.",
        "jobId",
        "a new id for a new request");

    /// <summary>W1009.</summary>
    public static InputException CannotCancel(Guid id, string state) => new(
        ErrorCode.ActionNotPossible,
        $"Job {id} is {state} and cannot be cancelled.",
        where: null,
        "a job that is under way or needs attention");

    /// <summary>W1009.</summary>
    public static InputException CannotRetry(Guid id, string state) => new(
        ErrorCode.ActionNotPossible,
        $"Job {id} is {state} and cannot be tried again.",
        where: null,
        "a job that failed or needs attention");

    /// <summary>W1010.</summary>
    /// <param name="running">Jobs of the owner that are under way.</param>
    /// <param name="owner">Null: those without an owner count together.</param>
    /// <param name="limit">How many may be.</param>
    public static InputException TooManyJobs(long running, string? owner, Limit limit)
    {
        var whose = owner is null ? "jobs without an owner" : $"jobs of owner '{owner}'";
        return new InputException(
            ErrorCode.TooManyJobs,
            $"{running:N0} {whose} are under way where {limit.Most:N0} are allowed.",
            "owner",
            $"at most {limit.Most:N0} ({limit.Setting}): ask again when one has ended");
    }
}

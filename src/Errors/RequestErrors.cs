namespace Workers.Errors;

/// <summary>Sentences of the errors of requests (1xxx).</summary>
public static class RequestErrors
{
    private const int JobsNamed = 5;

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

    /// <summary>W1003: what is given is neither an id nor the beginning of one.</summary>
    public static InputException NotAnId(string text) => new(
        ErrorCode.RequestInvalid,
        $"'{Shown.Shorten(text)}' is neither an id nor the beginning of one.",
        where: null,
        "the first hexadecimal digits of an id, or latest");

    /// <summary>W1003.</summary>
    public static InputException LimitBelowOne(int limit) => new(
        ErrorCode.RequestInvalid,
        $"{limit} jobs cannot be listed.",
        "--limit",
        "a number from 1 on");

    /// <summary>W1003.</summary>
    public static InputException NoLogs(string folder) => new(
        ErrorCode.RequestInvalid,
        "There is no folder with logs.",
        folder,
        "--logs DIR: the folder of the files that WORKERS_LOG_FILE names");

    /// <summary>W1003.</summary>
    public static InputException NotADuration(string text, string where) => new(
        ErrorCode.RequestInvalid,
        $"'{Shown.Shorten(text)}' is no length of time.",
        where,
        "seconds, minutes, hours or days: 30s, 90m, 12h, 7d");

    /// <summary>W1003.</summary>
    public static InputException NotATime(string text, string where) => new(
        ErrorCode.RequestInvalid,
        $"'{Shown.Shorten(text)}' is neither a date nor a time that has passed.",
        where,
        "a date (2026-11-27), a date and time in UTC (2026-11-27T18:00), or minutes, hours or days ago (90m, 12h, 7d)");

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

    /// <summary>W1004: no hazard calculation has an id with this beginning.</summary>
    public static InputException UnknownHazard(string beginning) => new(
        ErrorCode.UnknownHazard,
        $"The icebox has no hazard calculation whose id begins with '{Shown.Shorten(beginning)}'.",
        where: null,
        "an id that workers hazard list shows");

    /// <summary>W1006: no job has an id with this beginning, or there are none and the latest was meant.</summary>
    public static InputException UnknownJob(string beginning) => new(
        ErrorCode.UnknownJob,
        $"There is no job whose id begins with '{Shown.Shorten(beginning)}'.",
        where: null,
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

    /// <summary>W1011.</summary>
    /// <param name="ids">The first of those that it may stand for.</param>
    public static InputException AmbiguousId(string beginning, IEnumerable<string> ids) => new(
        ErrorCode.AmbiguousId,
        $"More than one id begins with '{Shown.Shorten(beginning)}'.",
        where: null,
        Shown.Among(ids));

    /// <summary>W1012.</summary>
    /// <param name="job">Job that the results in the folder are of.</param>
    public static InputException FolderOfAnotherJob(Guid job, string folder) => new(
        ErrorCode.FolderOfAnotherJob,
        $"The folder holds the results of job {job}.",
        folder,
        "another folder, or --overwrite to replace them");

    /// <summary>W1013.</summary>
    /// <param name="jobs">Jobs that need it.</param>
    public static InputException HazardStillNeeded(Guid id, IReadOnlyCollection<Guid> jobs) =>
        StillNeeded($"Hazard calculation {id}", jobs);

    /// <summary>W1013.</summary>
    /// <param name="jobs">Jobs that need it.</param>
    public static InputException RiskModelStillNeeded(string id, IReadOnlyCollection<Guid> jobs) =>
        StillNeeded($"Risk model {id}", jobs);

    /// <summary>W1012: it has a manifest, and we did not write it.</summary>
    public static InputException FolderOfSomethingElse(string manifest) => new(
        ErrorCode.FolderOfAnotherJob,
        "The folder has a manifest that is not of our results.",
        manifest,
        "another folder");

    private static InputException StillNeeded(string what, IReadOnlyCollection<Guid> jobs) => new(
        ErrorCode.StillNeeded,
        $"{what} is needed by {jobs.Count:N0} {(jobs.Count == 1 ? "job" : "jobs")}.",
        $"{string.Join(", ", jobs.Take(JobsNamed))}{(jobs.Count > JobsNamed ? ", …" : "")}",
        "one that no job under way and no archived result is of");
}

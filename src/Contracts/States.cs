namespace Workers.Contracts;

/// <summary>Names of the states of a job, as shown and published.</summary>
public static class JobState
{
    public const string ImportingHazard = "ImportingHazard";
    public const string Calculating = "Calculating";
    public const string ExportingResults = "ExportingResults";
    public const string Completed = "Completed";

    /// <summary>The input or the request is wrong; the error says what.</summary>
    public const string Failed = "Failed";

    /// <summary>
    /// A fault that retries did not cure, or silence; the error says which (<see cref="AttentionCode"/>).
    /// </summary>
    public const string NeedsAttention = "NeedsAttention";
    public const string Cancelled = "Cancelled";

    /// <summary>States in which a worker has the job, in the order of the steps.</summary>
    public static IReadOnlyList<string> UnderWay { get; } = [ImportingHazard, Calculating, ExportingResults];

    /// <summary>States that end a job unless somebody acts.</summary>
    public static IReadOnlyList<string> Resting { get; } = [Completed, Failed, NeedsAttention, Cancelled];

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> All { get; } = [.. UnderWay, .. Resting];
}

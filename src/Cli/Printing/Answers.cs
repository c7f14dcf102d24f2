using Workers.Operations.Jobs;
using Workers.Operations.Results;
using Workers.Operations.Status;

namespace Workers.Cli.Printing;

/// <summary>What <c>run</c> answers.</summary>
/// <param name="Results">Null unless the job completed.</param>
public sealed record RunAnswer(JobView Job, ResultAnswer? Results);

/// <summary>What results come to, for all modes.</summary>
/// <param name="Out">Folder with the files.</param>
/// <param name="Totals">Average losses.</param>
/// <param name="Damages">Damage states and consequences.</param>
/// <param name="Benefits">Benefit and cost of a retrofit.</param>
public sealed record ResultAnswer(
    Guid JobId,
    string Out,
    IReadOnlyList<string> Files,
    int Assets,
    string Period,
    string Basis,
    IReadOnlyList<LossTotal> Totals,
    IReadOnlyList<DamageTotal> Damages,
    IReadOnlyList<BenefitTotal> Benefits,
    IReadOnlyList<AssetLoss> WorstAssets,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The results of a job, written to a folder.</summary>
    public static ResultAnswer From(Guid job, ResultSummary results) => new(
        job,
        Path.GetFullPath(results.Folder),
        results.Files,
        results.Assets,
        results.Period,
        results.Basis,
        results.Totals,
        results.Damages,
        results.Benefits,
        results.WorstAssets,
        results.Warnings);
}

/// <summary>A job that was started.</summary>
public sealed record StartedAnswer(Guid JobId);

/// <summary>What was removed from the archive.</summary>
public sealed record RemovedAnswer(string Id);

/// <summary>Databases that are of this version.</summary>
public sealed record MigratedAnswer(IReadOnlyList<string> Databases);

/// <summary>How the servers are.</summary>
/// <param name="Broker">Why the broker does not answer; null if it does.</param>
public sealed record StatusAnswer(
    bool Healthy,
    IReadOnlyList<QueueStatus> Queues,
    IReadOnlyList<DatabaseStatus> Databases,
    string? Broker);

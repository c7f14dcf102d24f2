namespace Workers.Messaging.Topology;

/// <summary>Queues of the system; each has an exchange of the same name in front of it.</summary>
public static class Queues
{
    /// <summary>The saga: what the doors let in, and what the steps report.</summary>
    public const string RiskJob = "risk-job";

    /// <summary>Plain JSON requests of platforms that do not speak MassTransit's envelope.</summary>
    public const string RiskJobIngress = "risk-job-ingress";

    /// <summary>
    /// Requests and actions of platforms in envelopes. Nothing else: the saga's own queue takes nothing from outside.
    /// </summary>
    public const string RiskJobRequests = "risk-job-requests";

    /// <summary>Imports of hazard.</summary>
    public const string ImportHazard = "import-hazard";

    /// <summary>Calculations, which are planned and then calculated or cut into blocks.</summary>
    public const string RunRiskCalc = "run-risk-calc";

    /// <summary>Blocks of calculations that were cut.</summary>
    public const string CalculateBlock = "calculate-block";

    /// <summary>Merges of blocks.</summary>
    public const string MergeBlocks = "merge-blocks";

    /// <summary>Exports of results.</summary>
    public const string ExportResults = "export-results";

    /// <summary>
    /// Cancelled attempts, for the engine database; apart from the bulk work, so that a cancellation never waits behind
    /// it.
    /// </summary>
    public const string DiscardWork = "discard-work";

    /// <summary>Cancelled attempts, for the icebox.</summary>
    public const string DiscardResults = "discard-results";

    /// <summary>What the broker gave up on: over the delivery limit, or rejected.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Where MassTransit sets aside what a queue's consumers failed at, or did not know.</summary>
    public static IEnumerable<string> SetAside(string queue) => [$"{queue}_error", $"{queue}_skipped"];

    /// <summary>All of them, in the order in which a job meets them. There is no other list.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RiskJob, RiskJobIngress, RiskJobRequests, ImportHazard, RunRiskCalc, CalculateBlock, MergeBlocks, ExportResults,
        DiscardWork, DiscardResults, DeadLetters,
    ];
}

using Workers.Messaging.Topology;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>How far a step is.</summary>
/// <param name="Unit"><c>bytes</c> of hazard, <c>blocks</c> of the calculation, or <c>rows</c> of results.</param>
/// <param name="SecondsLeft">If the rest goes on as what is done; null if nothing is done yet.</param>
public sealed record ProgressView(string Step, long Done, long Total, string Unit, double? SecondsLeft)
{
    internal static ProgressView From(RiskJobRow row) => new(
        row.ProgressStep ?? row.CurrentState,
        row.ProgressDone,
        row.ProgressTotal,
        UnitOf(row.ProgressStep),
        SecondsLeftOf(row));

    private static string UnitOf(string? step) => step switch
    {
        Queues.ImportHazard => "bytes",
        Queues.ExportResults => "rows",
        _ => "blocks",
    };

    private static double? SecondsLeftOf(RiskJobRow row)
    {
        if (row.ProgressDone <= 0 || row.LastSignOfLife is not { } lastSign) return null;
        // Until the last sign of life: while nothing is heard the estimate stands still.
        var seconds = (lastSign - row.StateSince).TotalSeconds;
        return Math.Round(seconds * (row.ProgressTotal - row.ProgressDone) / row.ProgressDone, 1);
    }
}

using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>How far a step is, in its own unit.</summary>
/// <param name="SecondsLeft">If the rest goes on as what is done; null if nothing is done yet.</param>
public sealed record ProgressView(string Step, long Done, long Total, double? SecondsLeft)
{
    internal static ProgressView From(RiskJobRow row) => new(
        row.ProgressStep ?? row.CurrentState,
        row.ProgressDone,
        row.ProgressTotal,
        SecondsLeftOf(row));

    private static double? SecondsLeftOf(RiskJobRow row)
    {
        if (row.ProgressDone <= 0 || row.LastSignOfLife is not { } lastSign) return null;
        // Until the last sign of life: while nothing is heard the estimate stands still.
        var seconds = (lastSign - row.StateSince).TotalSeconds;
        return Math.Round(seconds * (row.ProgressTotal - row.ProgressDone) / row.ProgressDone, 1);
    }
}

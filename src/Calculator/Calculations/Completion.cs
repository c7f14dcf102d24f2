using System.Reflection;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Runs;

namespace Workers.Calculator.Calculations;

/// <summary>Ends a calculation: its results are marked complete, with how they came about, and the saga is told.</summary>
internal static class Completion
{
    /// <param name="seconds">Seconds of work by part.</param>
    /// <param name="elapsed">Seconds from the plan to the end.</param>
    public static async Task CompleteAsync(
        this StepTransaction<EngineDb> transaction, Calculation calculation, Merged merged, IReadOnlyDictionary<string, double> seconds, double elapsed)
    {
        var (job, run) = (calculation.Job, calculation.Run);
        await JobRuns.CompleteAsync(transaction.Db, calculation.JobAttempt, new CalculationProvenance(
            job.Parameters.Mode.Name, run.Description ?? job.Parameters.Description, "workers", Version, job.Parameters.AsWritten, seconds, merged.Warnings), transaction.Cancel);
        if (calculation.Blocks > 1)
            await RunBlocks.DiscardAsync(transaction.Db, calculation.JobAttempt, transaction.Cancel);
        await transaction.PublishAsync(new RiskCalcCompleted
        { JobId = run.JobId, Attempt = calculation.Attempt, Assets = merged.Assets, Warnings = merged.Warnings, Seconds = elapsed });
    }

    private static string Version { get; } =
        typeof(Completion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

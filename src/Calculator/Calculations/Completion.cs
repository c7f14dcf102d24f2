using System.Reflection;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Runs;

namespace Workers.Calculator.Calculations;

/// <summary>
/// Ends a calculation: its results are marked complete, with how they came about, and the saga is told.
/// </summary>
internal static class Completion
{
    /// <param name="seconds">Seconds of work by part.</param>
    /// <param name="elapsed">Seconds from the plan to the end.</param>
    public static async Task CompleteAsync(
        this StepTransaction<EngineDb> transaction,
        Calculation calculation,
        Merged merged,
        IReadOnlyDictionary<string, double> seconds,
        double elapsed)
    {
        var attempt = calculation.Attempt;
        var provenance = ProvenanceOf(calculation, merged, seconds);
        await JobRuns.CompleteAsync(transaction.Db, attempt, provenance, transaction.Cancel);
        // In the transaction that completes: from then on nobody needs the blocks, nor asks for them.
        if (calculation.Blocks > 1)
            await RunBlocks.DiscardAsync(transaction.Db, attempt, transaction.Cancel);
        await transaction.PublishAsync(new RiskCalcCompleted
        {
            JobId = attempt.JobId,
            Attempt = attempt.Attempt,
            Assets = merged.Assets,
            Warnings = merged.Warnings,
            Seconds = elapsed,
        });
    }

    private static CalculationProvenance ProvenanceOf(
        Calculation calculation,
        Merged merged,
        IReadOnlyDictionary<string, double> seconds)
    {
        var parameters = calculation.Job.Parameters;
        return new CalculationProvenance(
            parameters.Mode.Name,
            calculation.Run.Description ?? parameters.Description,
            Engine: "workers",
            EngineVersion: Version,
            parameters.AsWritten,
            Timings: seconds,
            Log: merged.Warnings);
    }

    private static string Version { get; } =
        typeof(Completion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

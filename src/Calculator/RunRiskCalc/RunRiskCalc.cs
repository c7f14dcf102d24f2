using Workers.Calculator.Calculations;
using Workers.Messaging;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;

namespace Workers.Calculator.RunRiskCalc;

/// <summary>
/// Plans a job on its import. One block is calculated on the spot: a small job never waits behind the blocks of large ones. More become messages
/// that any calculator takes, a few at a time, so that large jobs take turns.
/// </summary>
internal sealed class RunRiskCalc(OpenCalculations calculations, EngineDb db, TimeProvider time) : IStep<Contracts.RunRiskCalc, EngineDb>
{
    /// <summary>Blocks of a job that are under way at once: enough for as many calculators, few enough for the next job's to come soon.</summary>
    public const int AtOnce = 16;

    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<Contracts.RunRiskCalc> step, CancellationToken cancel)
    {
        var ((jobId, attempt), started) = (step.Job, time.GetTimestamp());
        var calculation = await calculations.PlanAsync(db, jobId, attempt, cancel);
        var planned = time.GetElapsedTime(started).TotalSeconds;
        if (calculation.Blocks > 1)
            return async transaction =>
            {
                await RunBlocks.PlanAsync(transaction.Db, jobId, attempt, calculation.Blocks, planned, transaction.Cancel);
                for (var block = 0; block < Math.Min(AtOnce, calculation.Blocks); block++)
                    await transaction.SendAsync(Queues.CalculateBlock, new Contracts.CalculateBlock { JobId = jobId, Attempt = attempt, Block = block });
            };

        var merged = await calculation.WholeAsync(cancel);
        var elapsed = time.GetElapsedTime(started).TotalSeconds;
        return transaction => transaction.CompleteAsync(calculation, merged,
            new Dictionary<string, double> { ["plan"] = planned, ["calculate"] = elapsed - planned }, elapsed);
    }
}

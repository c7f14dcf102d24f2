using Workers.Calculator.Calculations;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;

namespace Workers.Calculator.Steps;

/// <summary>
/// Cuts a calculation into blocks. A lone block is calculated on the spot, so that a small job never waits behind the
/// blocks of large ones. Several become messages that any calculator takes, a few at a time, so that large jobs take
/// turns.
/// </summary>
internal sealed class PlanCalculationStep(OpenCalculations calculations, EngineDb db, TimeProvider time)
    : IStep<RunRiskCalc, EngineDb>
{
    /// <summary>
    /// Blocks of a job that are in the queue or calculated at the same time: enough for as many calculators,
    /// few enough for the next job's to come soon.
    /// </summary>
    public const int BlocksInFlight = 16;

    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<RunRiskCalc> step, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var calculation = await calculations.PlanAsync(db, step.Job, cancel);
        var planned = time.GetElapsedTime(started).TotalSeconds;
        if (calculation.Blocks > 1)
            return transaction => SendFirstBlocksAsync(transaction, calculation, planned);

        var merged = await calculation.WholeAsync(cancel);
        var elapsed = time.GetElapsedTime(started).TotalSeconds;
        var seconds = new Dictionary<string, double> { ["plan"] = planned, ["calculate"] = elapsed - planned };
        return transaction => transaction.CompleteAsync(calculation, merged, seconds, elapsed);
    }

    private static async Task SendFirstBlocksAsync(
        StepTransaction<EngineDb> transaction,
        Calculation calculation,
        double secondsOfPlan)
    {
        var job = calculation.Attempt;
        await RunBlocks.PlanAsync(
            transaction.Db, job, calculation.Blocks, secondsOfPlan, transaction.Cancel);
        var next = await RunBlocks.NextAsync(
            transaction.Db, job, calculation.Blocks, BlocksInFlight, transaction.Cancel);
        // Commanded again after all blocks were done: the merge was lost.
        if (next.Count == 0)
        {
            var merge = new MergeBlocks { JobId = job.JobId, Attempt = job.Attempt };
            await transaction.SendAsync(Queues.MergeBlocks, merge);
        }
        foreach (var block in next)
        {
            var command = new CalculateBlock { JobId = job.JobId, Attempt = job.Attempt, Block = block };
            await transaction.SendAsync(Queues.CalculateBlock, command);
        }
    }
}

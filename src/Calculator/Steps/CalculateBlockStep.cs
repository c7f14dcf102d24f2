using Workers.Calculator.Calculations;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;

namespace Workers.Calculator.Steps;

/// <summary>Calculates a block, and sends the block whose turn is next; after the last one, the merge.</summary>
internal sealed class CalculateBlockStep(OpenCalculations calculations, EngineDb db, TimeProvider time)
    : IStep<CalculateBlock, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<CalculateBlock> step, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var before = await RunBlocks.ProgressAsync(db, step.Job, cancel);
        // Progress is of the whole job, not of this block.
        step.Report(before.Done, before.Total);
        var calculation = await calculations.OpenAsync(db, step.Job, cancel);
        await calculation.CalculateAsync(step.Message.Block, cancel);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        return transaction => FinishAsync(transaction, step.Message, seconds);
    }

    private static async Task FinishAsync(StepTransaction<EngineDb> transaction, CalculateBlock message, double seconds)
    {
        var job = new JobAttempt(message.JobId, message.Attempt);
        var finished = await RunBlocks.FinishAsync(
            transaction.Db, job, message.Block, seconds, transaction.Cancel);
        // Counted before, by an earlier delivery: that one has sent the next block.
        if (finished is not { } progress)
            return;

        var next = message.Block + PlanCalculationStep.BlocksInFlight;
        if (next < progress.Total)
            await transaction.SendAsync(Queues.CalculateBlock, message with { Block = next });
        // Only one block sees this: the row of the run is locked until its commit.
        if (progress.IsLast)
        {
            var merge = new MergeBlocks { JobId = job.JobId, Attempt = job.Attempt };
            await transaction.SendAsync(Queues.MergeBlocks, merge);
        }
        // A job of many thousand blocks would tell more than anybody reads.
        if (progress.IsNewPercent)
        {
            await transaction.PublishAsync(new StepProgressed
            {
                JobId = job.JobId,
                Attempt = job.Attempt,
                Step = Queues.CalculateBlock,
                Done = progress.Done,
                Total = progress.Total,
            });
        }
    }
}

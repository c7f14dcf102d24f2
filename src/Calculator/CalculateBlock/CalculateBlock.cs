using Workers.Calculator.Calculations;
using Workers.Contracts;
using Workers.Messaging;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;

namespace Workers.Calculator.CalculateBlock;

/// <summary>Calculates a block of a job, and hands the next one on; after the last one, the merge.</summary>
internal sealed class CalculateBlock(OpenCalculations calculations, EngineDb db, TimeProvider time) : IStep<Contracts.CalculateBlock, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<Contracts.CalculateBlock> step, CancellationToken cancel)
    {
        var ((jobId, attempt), block, started) = (step.Job, step.Message.Block, time.GetTimestamp());
        var before = await RunBlocks.ProgressAsync(db, jobId, attempt, cancel);
        step.Report(before.Done, before.Total);
        var calculation = await calculations.OpenAsync(db, jobId, attempt, cancel);
        await calculation.CalculateAsync(block, cancel);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        return async transaction =>
        {
            if (await RunBlocks.FinishAsync(transaction.Db, jobId, attempt, block, seconds, transaction.Cancel) is not { } now)
                return;                                                     // counted before: whoever did has handed on
            if (block + RunRiskCalc.RunRiskCalc.AtOnce is var next && next < now.Total)
                await transaction.SendAsync(Queues.CalculateBlock, step.Message with { Block = next });
            if (now.IsLast)
                await transaction.SendAsync(Queues.MergeBlocks, new Contracts.MergeBlocks { JobId = jobId, Attempt = attempt });
            if (now.IsNewPercent)
                await transaction.PublishAsync(new StepProgressed { JobId = jobId, Attempt = attempt, Step = Queues.CalculateBlock, Done = now.Done, Total = now.Total });
        };
    }
}

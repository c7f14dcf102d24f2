using Workers.Calculator.Calculations;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;

namespace Workers.Calculator.Steps;

/// <summary>Puts the blocks of a calculation together as the results of the job.</summary>
internal sealed class MergeBlocksStep(OpenCalculations calculations, EngineDb db, TimeProvider time)
    : IStep<MergeBlocks, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<MergeBlocks> step, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var calculation = await calculations.OpenAsync(db, step.Job, cancel);
        var merged = await calculation.MergeAsync(cancel);
        var spent = await RunBlocks.SecondsAsync(db, step.Job, cancel);
        return transaction =>
        {
            var merge = time.GetElapsedTime(started).TotalSeconds;
            var seconds = new Dictionary<string, double> { ["calculate"] = spent.Work, ["merge"] = merge };
            return transaction.CompleteAsync(calculation, merged, seconds, spent.Elapsed);
        };
    }
}

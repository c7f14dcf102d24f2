using Workers.Calculator.Calculations;
using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;

namespace Workers.Calculator.MergeBlocks;

/// <summary>Puts the blocks of a job together as its results.</summary>
internal sealed class MergeBlocks(OpenCalculations calculations, EngineDb db, TimeProvider time) : IStep<Contracts.MergeBlocks, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<Contracts.MergeBlocks> step, CancellationToken cancel)
    {
        var ((jobId, attempt), started) = (step.Job, time.GetTimestamp());
        var calculation = await calculations.OpenAsync(db, jobId, attempt, cancel);
        var merged = await calculation.MergeAsync(cancel);
        var spent = await RunBlocks.SecondsAsync(db, jobId, attempt, cancel);
        return transaction => transaction.CompleteAsync(calculation, merged,
            new Dictionary<string, double> { ["calculate"] = spent.Work, ["merge"] = time.GetElapsedTime(started).TotalSeconds }, spent.Elapsed);
    }
}

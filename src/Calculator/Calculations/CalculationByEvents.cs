using Workers.Risk.Job;
using Workers.Risk.EventBased;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Import;
using Workers.Storage.Results;

namespace Workers.Calculator.Calculations;

/// <summary>
/// Scenario and event based modes: blocks of events, whose parts are kept until the merge adds them up.
/// </summary>
internal sealed class CalculationByEvents(
    JobRunRow run,
    JobAttempt attempt,
    RiskJob job,
    LoadedImport import,
    EventCalculation events,
    CalculatedBlocks blocks,
    ResultWriter results)
    : Calculation(run, attempt, job)
{
    /// <summary>
    /// Memory that a block's ground motion is read into. Null while a block uses it; another one at the same time
    /// allocates its own.
    /// </summary>
    private float[]?[]? _buffers = new float[]?[import.Hazard.Imts.Count];

    public override int Blocks => events.Blocks.Count;

    public override async Task CalculateAsync(int block, CancellationToken cancel)
    {
        var parts = await PartsAsync(block, cancel);
        await blocks.WriteAsync(Attempt, block, parts, cancel);
    }

    public override async Task<Merged> WholeAsync(CancellationToken cancel)
    {
        var parts = await PartsAsync(0, cancel);
        return await MergeAsync(new EventBlocksInMemory([parts]), cancel);
    }

    public override Task<Merged> MergeAsync(CancellationToken cancel) =>
        blocks.ReadAsync(Attempt, all => MergeAsync(all, cancel), cancel);

    private Task<Merged> MergeAsync(IEventBlocks all, CancellationToken cancel) =>
        // Off the delivery's thread: the bus must stay able to answer the broker while a long calculation runs.
        Task.Run(() => WriteResultsAsync(all, cancel), cancel);

    private async Task<Merged> WriteResultsAsync(IEventBlocks all, CancellationToken cancel)
    {
        var frame = events.Frame();
        await results.WriteAsync(frame, events.Outputs(all), Attempt, cancel);
        return new Merged(frame.Assets.Count, frame.Warnings);
    }

    private async Task<EventBlock[]> PartsAsync(int block, CancellationToken cancel)
    {
        var range = events.Blocks[block];
        // Parts of rows cannot be checked as they are read: each block checks a share of all rows instead.
        await import.CheckShareAsync(events.Blocks, block, cancel);
        var buffers = Interlocked.Exchange(ref _buffers, null);
        try
        {
            var motion = await import.GroundMotionAsync(range, buffers, cancel);
            var all = new EventRange(0, range.Count);
            return await Task.Run(() => events.Calculate(motion, all, cancel), CancellationToken.None);
        }
        finally
        {
            // Put back unless another block was first: one set is kept, not one for each block.
            Interlocked.CompareExchange(ref _buffers, buffers, null);
        }
    }
}

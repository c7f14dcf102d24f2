using Workers.Risk.Job;
using Workers.Risk.EventBased;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Import;
using Workers.Storage.Results;

namespace Workers.Calculator.Calculations;

/// <summary>Scenario and event based modes: blocks of events, whose parts are kept until the merge adds them up.</summary>
internal sealed class CalculationByEvents(JobRunRow run, int attempt, RiskJob job, LoadedImport import, EventCalculation events, CalculatedBlocks blocks, ResultWriter results)
    : Calculation(run, attempt, job)
{
    /// <summary>Taken by whoever calculates, so that block after block is read into the same memory.</summary>
    private float[]?[]? _buffers = new float[]?[import.Hazard.Imts.Count];

    public override int Blocks => events.Blocks.Count;

    public override async Task CalculateAsync(int block, CancellationToken cancel) =>
        await blocks.WriteAsync(JobAttempt, block, await PartsAsync(block, cancel), cancel);

    public override async Task<Merged> WholeAsync(CancellationToken cancel) => await MergeAsync(new EventBlocksInMemory([await PartsAsync(0, cancel)]), cancel);

    public override Task<Merged> MergeAsync(CancellationToken cancel) => blocks.ReadAsync(JobAttempt, all => MergeAsync(all, cancel), cancel);

    // Off the delivery's thread: the bus must stay able to answer the broker while a long calculation runs.
    private Task<Merged> MergeAsync(IEventBlocks all, CancellationToken cancel) => Task.Run(async () =>
    {
        var frame = events.Frame();
        await results.WriteAsync(frame, events.Outputs(all), JobAttempt, cancel);
        return new Merged(frame.Assets.Count, frame.Warnings);
    }, cancel);

    private async Task<EventBlock[]> PartsAsync(int block, CancellationToken cancel)
    {
        var range = events.Blocks[block];
        await import.CheckShareAsync(events.Blocks, block, cancel);
        var buffers = Interlocked.Exchange(ref _buffers, null);
        try
        {
            var motion = await import.GroundMotionAsync(range, buffers, cancel);
            return await Task.Run(() => events.Calculate(motion, new EventRange(0, range.Count), cancel), CancellationToken.None);
        }
        finally
        {
            Interlocked.CompareExchange(ref _buffers, buffers, null);
        }
    }
}

using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Results;

namespace Workers.Calculator.Steps;

/// <summary>Removes what a cancelled attempt has left in the engine database.</summary>
internal sealed class DiscardCalculated : IDiscard<EngineDb>
{
    public async Task DiscardAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        // The import stays: other jobs may use it, and its lease ends by itself.
        await ResultWriter.DiscardAsync(db, job, cancel);
        await RunBlocks.DiscardAsync(db, job, cancel);
    }
}

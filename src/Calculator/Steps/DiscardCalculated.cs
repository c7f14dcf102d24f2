using Workers.Messaging.Steps;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Results;

namespace Workers.Calculator.Steps;

/// <summary>Removes what a cancelled attempt has left in the engine database.</summary>
internal sealed class DiscardCalculated : IDiscard<EngineDb>
{
    public async Task DiscardAsync(EngineDb db, Guid jobId, int attempt, CancellationToken cancel)
    {
        await ResultWriter.DiscardAsync(db, jobId, attempt, cancel);
        await RunBlocks.DiscardAsync(db, jobId, attempt, cancel);
    }
}

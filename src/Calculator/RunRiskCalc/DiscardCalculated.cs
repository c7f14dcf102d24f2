using Workers.Messaging.Steps;
using Workers.Storage.Engine;
using Workers.Storage.Results;

namespace Workers.Calculator.RunRiskCalc;

/// <summary>Removes what a cancelled attempt has left in the engine database.</summary>
internal sealed class DiscardCalculated : IDiscard<EngineDb>
{
    public Task DiscardAsync(EngineDb db, Guid jobId, int attempt, CancellationToken cancel) => ResultWriter.DiscardAsync(db, jobId, attempt, cancel);
}

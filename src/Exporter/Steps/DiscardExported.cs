using Workers.Messaging.Steps;
using Workers.Storage.Icebox;
using Workers.Storage.Transfer;

namespace Workers.Exporter.Steps;

/// <summary>Takes back what a cancelled attempt has put into the icebox.</summary>
internal sealed class DiscardExported : IDiscard<IceboxDb>
{
    public Task DiscardAsync(IceboxDb db, Guid jobId, int attempt, CancellationToken cancel) =>
        ResultTransfer.DiscardAsync(db, jobId, attempt, cancel);
}

using Workers.Messaging.Steps;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Export;
using Workers.Storage.Fencing;

namespace Workers.Exporter.Steps;

/// <summary>Takes back what a cancelled attempt has put into the icebox.</summary>
internal sealed class DiscardExported : IDiscard<IceboxDb>
{
    public Task DiscardAsync(IceboxDb db, JobAttempt job, CancellationToken cancel) =>
        ResultExporter.DiscardAsync(db, job, cancel);
}

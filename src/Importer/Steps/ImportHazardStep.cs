using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Hosting.Limits;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Import;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Importer.Steps;

/// <summary>
/// Copies the hazard that a job needs, and its risk job files, from the icebox into the engine database.
/// While the engine database is full the same command is sent again in a while.
/// </summary>
internal sealed class ImportHazardStep(
    HazardImporter hazard,
    OwnerLimits limits,
    TimeProvider time,
    ILogger<ImportHazardStep> log)
    : IStep<ImportHazardRequested, EngineDb>
{
    // Room comes when a job ends. The message waits in the outbox, not in the worker, which serves others meanwhile.
    private static readonly TimeSpan WaitWhileFull = TimeSpan.FromSeconds(10);

    public async Task<CompleteStep<EngineDb>> WorkAsync(
        StepContext<ImportHazardRequested> step,
        CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var request = step.Message;
        var area = AreaOfInterest.Parse(request.Area?.BoundingBox, request.Area?.Geometry);
        try
        {
            var imported = await hazard.RunAsync(
                new(
                    request.HazardCalculationId,
                    request.HazardOutputs,
                    request.RiskModelId,
                    area,
                    new(limits.Assets(request.Owner), limits.Values(request.Owner))),
                step,
                cancel);
            log.LogInformation("Attempt {Attempt} of {JobId}: {Moved} of {Bytes} bytes moved into import {ImportId}",
                request.Attempt, request.JobId, imported.BytesCopied, imported.Bytes, imported.ImportId);
            return transaction => CompleteAsync(transaction, request, area, imported, time.GetElapsedTime(started));
        }
        catch (EngineFullException e)
        {
            log.LogWarning("Attempt {Attempt} of {JobId} waits: {Reason}", request.Attempt, request.JobId, e.Message);
            return transaction => PutOffAsync(transaction, request);
        }
    }

    private static async Task CompleteAsync(
        StepTransaction<EngineDb> transaction,
        ImportHazardRequested request,
        AreaOfInterest? area,
        HazardImportResult imported,
        TimeSpan took)
    {
        var run = new JobRunRow
        {
            JobId = request.JobId,
            Attempt = request.Attempt,
            ImportId = imported.ImportId,
            RiskModelId = request.RiskModelId,
            Area = area?.ToGeoJson(),
            Owner = request.Owner,
            Description = request.Description,
        };
        // The use is recorded with the completion: from then on the import cannot be removed under the job.
        await JobRuns.ImportedAsync(transaction.Db, run, transaction.Cancel);
        await transaction.PublishAsync(new HazardImported
        {
            JobId = request.JobId,
            Attempt = request.Attempt,
            ImportId = imported.ImportId,
            Sites = imported.Sites,
            Values = imported.Values,
            Bytes = imported.Bytes,
            Reused = imported.Reused,
            Seconds = took.TotalSeconds,
        });
    }

    private static async Task PutOffAsync(StepTransaction<EngineDb> transaction, ImportHazardRequested request)
    {
        // A sign of life: the saga must not take the wait for silence.
        await transaction.PublishAsync(new StepProgressed
        {
            JobId = request.JobId,
            Attempt = request.Attempt,
            Step = Queues.ImportHazard,
        });
        await transaction.SendAsync(Queues.ImportHazard, request, WaitWhileFull);
    }
}

using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Messaging;
using Workers.Messaging.Limits;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Import;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Importer.ImportHazard;

/// <summary>Copies the hazard that a job needs, and its risk job files, from the icebox into the engine database; later, if there is no room now.</summary>
internal sealed class ImportHazard(HazardImporter hazard, OwnerLimits limits, TimeProvider time, ILogger<ImportHazard> log) : IStep<ImportHazardRequested, EngineDb>
{
    private static readonly TimeSpan UntilLookedAgain = TimeSpan.FromSeconds(10);

    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<ImportHazardRequested> step, CancellationToken cancel)
    {
        var (request, started) = (step.Message, time.GetTimestamp());
        var area = AreaOfInterest.Parse(request.Area?.BoundingBox, request.Area?.Geometry);
        try
        {
            var imported = await hazard.RunAsync(
                new(request.HazardCalculationId, request.HazardOutputs, request.RiskModelId, area, new(limits.Assets(request.Owner), limits.Values(request.Owner))),
                new Progress(step), cancel);
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
        StepTransaction<EngineDb> transaction, ImportHazardRequested request, AreaOfInterest? area, HazardImportResult imported, TimeSpan took)
    {
        await JobRuns.ImportedAsync(transaction.Db, new JobRunRow
        {
            JobId = request.JobId,
            Attempt = request.Attempt,
            ImportId = imported.ImportId,
            RiskModelId = request.RiskModelId,
            Area = area?.ToGeoJson(),
            Owner = request.Owner,
            Description = request.Description,
        }, transaction.Cancel);
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

    /// <summary>The same command again in a while; and a sign of life, since to wait is not to be silent.</summary>
    private static async Task PutOffAsync(StepTransaction<EngineDb> transaction, ImportHazardRequested request)
    {
        await transaction.PublishAsync(new StepProgressed { JobId = request.JobId, Attempt = request.Attempt, Step = Queues.ImportHazard });
        await transaction.SendAsync(Queues.ImportHazard, request, UntilLookedAgain);
    }

    private sealed class Progress(StepContext<ImportHazardRequested> step) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => step.Report(value.Done, value.Total);
    }
}

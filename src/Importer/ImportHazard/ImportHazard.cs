using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Engine;
using Workers.Storage.Spatial;
using Workers.Storage.Transfer;

namespace Workers.Importer.ImportHazard;

/// <summary>Copies the hazard that a job needs, and its risk job files, from the icebox into the engine database.</summary>
internal sealed class ImportHazard(HazardImport hazard, TimeProvider time) : IStep<ImportHazardRequested, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<ImportHazardRequested> step, CancellationToken cancel)
    {
        var (request, started) = (step.Message, time.GetTimestamp());
        var area = AreaOfInterest.Parse(request.Area?.BoundingBox, request.Area?.Geometry);
        var imported = await hazard.RunAsync(
            new(request.HazardCalculationId, request.HazardOutputs, request.RiskModelId, area), new Progress(step), cancel);
        return async transaction =>
        {
            await JobRuns.ImportedAsync(transaction.Db, new JobRunRow
            {
                JobId = request.JobId, Attempt = request.Attempt, ImportId = imported.ImportId, RiskModelId = request.RiskModelId,
                Area = area?.ToGeoJson(), Owner = request.Owner, Description = request.Description,
            }, transaction.Cancel);
            await transaction.PublishAsync(new HazardImported
            {
                JobId = request.JobId, Attempt = request.Attempt, ImportId = imported.ImportId, Sites = imported.Sites,
                Values = imported.Values, Bytes = imported.Bytes, Reused = imported.Reused, Seconds = time.GetElapsedTime(started).TotalSeconds,
            });
        };
    }

    private sealed class Progress(StepContext<ImportHazardRequested> step) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => step.Report(value.Done, value.Total);
    }
}
